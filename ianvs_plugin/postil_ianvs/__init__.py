"""Postil in KubeEdge-Ianvs: metrics, algorithms, jobs and the tools that lay jobs out and check them.

In a test environment of Ianvs one dotted url serves every metric, and needs no path:

    metrics:
      - name: "postil_overall"
        url: "postil_ianvs.metrics"
"""
