"""Postil inside KubeEdge-Ianvs: metrics, algorithms, jobs."""
