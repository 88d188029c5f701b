"""A slow, plain count of single papers, to hold the real one against. It imports nothing of hustings.

Written from the law's words alone (Local Democracy, Economic Development and Construction Act 2009 Sch 5B
para 5): a paper is a pair (first, second), the second a candidate or None.
"""


def supplementary_vote(candidates, papers):
    """Who is elected, or who must draw a lot, with first preferences, seconds counted and totals."""
    first = dict.fromkeys(candidates, 0)
    for paper in papers:
        first[paper[0]] = first[paper[0]] + 1
    for candidate in candidates:
        if first[candidate] > len(papers) / 2:
            return {"elected": [candidate], "first": first, "second": None, "total": None, "lot": []}

    ordered = sorted(candidates, key=lambda candidate: first[candidate], reverse=True)
    remaining = [ordered[0], ordered[1]]
    for candidate in ordered[2:]:
        if first[candidate] == first[ordered[1]]:
            remaining.append(candidate)

    second = dict.fromkeys(remaining, 0)
    for chosen, other in papers:
        if chosen in remaining:
            continue
        if other in remaining:
            second[other] = second[other] + 1
    total = {candidate: first[candidate] + second[candidate] for candidate in remaining}
    best = max(total.values())
    top = [candidate for candidate in candidates if candidate in remaining and total[candidate] == best]
    if len(top) == 1:
        return {"elected": top, "first": first, "second": second, "total": total, "lot": []}
    return {"elected": [], "first": first, "second": second, "total": total, "lot": top}
