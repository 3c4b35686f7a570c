"""The recipe of the calibrated scales: which traits count, and which way.

``+`` says that more of the trait can only raise the scale, ``-`` that it can only lower it. Before a rating is
seen all traits of a scale count the same, ``PRIOR`` for one spread; ratings may move a weight away from that,
never across zero, and ``RIDGE`` keeps them near: few ratings of six generators must not teach "which model
wrote this". Unit weights with the right signs are known to be hard to beat out of sample (Dawes 1979, "The
robust beauty of improper linear models").
"""

from __future__ import annotations

RIDGE = 10.0
PRIOR = 0.06
SPREAD = 0.15
"""The least spread of a trait: one that hardly varies in the rated sets must not explode in use."""
MIDDLE = {"adequacy": 0.65, "conciseness": 0.90, "fluency": 0.85}
"""The rating, on 0 to 1, of a remark whose traits are all middling.

Constants, so that a fit without the best or the worst generator keeps its zero.
"""

RECIPE = {
    "adequacy": """
        +full +words_told +overlap +cohesion +size_ratio +finished +sentence_length +conditions +result_told
        +parameters_told +filler +quotes +commas +likeness
        -strange_exception -strange_share -person -meta -fence -unfinished -unsettled -code_share -no_summary
        -one_line -word_twice""",
    "conciseness": """
        -unknown -sentences -distinct -size_ratio -too_long -long -paragraphs -said_twice -meta -fence -signature
        -strange_exception -strange_names -code_lines -unfinished -person -unsettled
        +known_share +capital +likeness""",
    "fluency": """
        +result_told +cohesion +brief +conditions +finished +parameters_named +capital +size_ratio +commas +likeness
        -person -unfinished -unsettled -strange_share -unbalanced -spacing -markup -no_summary -one_line -signature
        -code_share -word_twice -names -quotes""",
}


def signs(scale: str) -> dict[str, float]:
    """Trait -> which way it counts, 1 or -1."""
    return {word[1:]: 1.0 if word[0] == "+" else -1.0 for word in RECIPE[scale].split()}
