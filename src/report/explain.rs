//! What each verdict means and what to do about it, for `statclaim explain`
//! and `docs/verdicts.md`.

/// The help on one verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictHelp {
    /// Its name.
    pub name: &'static str,
    /// Its severity unless something changes it.
    pub severity: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What the writer can do.
    pub action: &'static str,
}

/// The help on every verdict, best first.
pub const VERDICTS: [VerdictHelp; 7] = [
    VerdictHelp {
        name: "supported",
        severity: "ok",
        meaning: "The number in the draft and the reference agree, each read with the precision it is written with, and the reference is about the same group, measure, place and period.",
        action: "Nothing. A note may say that the reference has become old, or which of several readings was used.",
    },
    VerdictHelp {
        name: "conditional",
        severity: "warning",
        meaning: "The number agrees, but only with something that is not quite what the draft says: another place, period, group, measure or definition, or a rounder number. Each difference is named.",
        action: "Say what the figure counts: write the place, period, group or measure of the reference, or the number as published.",
    },
    VerdictHelp {
        name: "outdated",
        severity: "error; warning while the newest figure is within 10 % of the stated one",
        meaning: "The number agrees with an earlier period or a since revised edition, and not with the newest. The draft names no period.",
        action: "Use the newest figure, or name the period that the number is of.",
    },
    VerdictHelp {
        name: "ambiguous",
        severity: "warning",
        meaning: "References that are equally good disagree among themselves, and only some of them agree with the draft.",
        action: "Name the source, the date of the count or the definition, so that a reader knows which figure is meant.",
    },
    VerdictHelp {
        name: "contradicted",
        severity: "error; warning in a quotation or where only press reports or one organisation's study disagree",
        meaning: "A reference about the same group, measure, place and period gives another number, and the two differ by more than their precision allows.",
        action: "Correct the number. If the draft means another place, period or definition, name it. In a quotation leave the words and add the context. To keep it, put `<!-- statclaim: ignore contradicted \"QUANTITY\" reason -->` before the paragraph.",
    },
    VerdictHelp {
        name: "no_reference",
        severity: "note; warning where the nearest series gives another number",
        meaning: "Nothing in the reference data speaks to it. The nearest series is shown where there is one, but it counts something else and decides nothing.",
        action: "Check the number by hand, and add the data it rests on to the reference folder if it will be used again.",
    },
    VerdictHelp {
        name: "vague",
        severity: "note",
        meaning: "The words carry no number that could be checked: thousands, many, most without a base.",
        action: "Give the figure, or leave the word if nothing hangs on it.",
    },
];

/// The help on the verdict with this name.
pub fn verdict_help(name: &str) -> Option<&'static VerdictHelp> {
    VERDICTS.iter().find(|help| help.name == name)
}
