"""stemma.names"""
import stemma


def test_one_name_in_two_spellings_scores_high():
    likeness = stemma.names("Vranjevo", "Vrajnevo")
    assert likeness.score > 0.8
    assert likeness.reasons


def test_two_names_score_low_whatever_their_order():
    assert stemma.names("Frank Richter", "Frederik Richter") == stemma.names("Frederik Richter", "Frank Richter")
    assert stemma.names("Frank Richter", "Frederik Richter").score < 0.6
