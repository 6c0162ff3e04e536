//! What each verdict and code means and what to do about it, for
//! `statclaim explain` and `docs/verdicts.md`.

use super::lines::wrap;

/// The help on one verdict or code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// Its name.
    pub name: &'static str,
    /// Its severity unless something changes it.
    pub severity: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What the writer can do.
    pub action: &'static str,
}

impl Help {
    /// The help in lines of at most `width` characters.
    pub fn text(&self, width: usize) -> String {
        let wrapped = |text: &str| wrap(text, width, 0).join("\n");
        format!(
            "{}\n\n{}\n\nWhat to do:\n{}\n",
            wrapped(&format!("{}: {}", self.name, self.severity)),
            wrapped(self.meaning),
            wrapped(self.action)
        )
    }
}

/// The help on every verdict, best first.
pub const VERDICTS: [Help; 7] = [
    Help {
        name: "supported",
        severity: "ok",
        meaning: "The number in the draft and the reference agree, each read with the precision it is written with, and the reference is about the same group, measure, place and period.",
        action: "Nothing. A note may say that the reference has become old, or which of several readings was used.",
    },
    Help {
        name: "conditional",
        severity: "warning",
        meaning: "The number agrees, but only with something that is not quite what the draft says: another place, period, group, measure or definition, a rounder number, or the difference of two rounded numbers. Each difference is named.",
        action: "Say what the figure counts: write the place, period, group or measure of the reference, or the number as published.",
    },
    Help {
        name: "outdated",
        severity: "error; warning while the newest figure is within 10 % of the stated one",
        meaning: "The number agrees with an earlier period or a since revised edition, and not with the newest. The draft names no period; where it tells one in words that no calendar has (“at the turn of the century”), the verdict is conditional.",
        action: "Use the newest figure, or name the period that the number is of.",
    },
    Help {
        name: "ambiguous",
        severity: "warning",
        meaning: "References that are equally good disagree among themselves, and only some of them agree with the draft.",
        action: "Name the source, the date of the count or the definition, so that a reader knows which figure is meant.",
    },
    Help {
        name: "contradicted",
        severity: "error; warning in a quotation or where only press reports or one organisation's study disagree",
        meaning: "A reference about the same group, measure, place and period gives another number, and the two differ by more than their precision allows. What the draft leaves open is taken from the numbers beside it, or around it in a list or table, where they agree with the same table in every digit; a note says so.",
        action: "Correct the number. If the draft means another place, period or definition, name it. In a quotation leave the words and add the context. To keep it, put `<!-- statclaim: ignore contradicted \"QUANTITY\" reason -->` before the paragraph.",
    },
    Help {
        name: "no_reference",
        severity: "note; warning where the nearest series gives another number",
        meaning: "Nothing in the reference data speaks to it. The nearest series is shown where there is one, but it counts something else and decides nothing.",
        action: "Check the number by hand, and add the data it rests on to the reference folder if it will be used again.",
    },
    Help {
        name: "vague",
        severity: "note",
        meaning: "The words carry no number that could be checked: thousands, many, most without a base.",
        action: "Give the figure, or leave the word if nothing hangs on it.",
    },
];

/// The help on the findings about a draft's own numbers.
pub const ARITHMETIC: [Help; 6] = [
    Help {
        name: "A-share",
        severity: "error",
        meaning: "A percentage or fraction of the draft does not fit the part and the whole that the draft gives beside it. One that was cut off and not rounded (14.9% for 14.96) is let pass.",
        action: "Compute it again from the two counts, and look the three up in the source.",
    },
    Help {
        name: "A-change",
        severity: "error",
        meaning: "A rise or fall of the draft does not fit the figures before and after it that the draft gives.",
        action: "Compute it again from the two figures. A common slip is to divide by the later one.",
    },
    Help {
        name: "A-ratio",
        severity: "error",
        meaning: "A multiple of the draft (twice, 2.5 times, 40% more likely) does not fit the two figures it compares.",
        action: "Divide one figure by the other, and say whether it is as many or more.",
    },
    Help {
        name: "A-difference",
        severity: "error",
        meaning: "A difference of the draft does not fit the two figures it lies between.",
        action: "Subtract again, and tell percent from percentage points.",
    },
    Help {
        name: "A-sum",
        severity: "error",
        meaning: "Parts that the draft lists do not add up to the total it gives.",
        action: "Look for a part that is missing or counted twice, or say that the figures are rounded.",
    },
    Help {
        name: "A-conflict",
        severity: "error",
        meaning: "The draft tells the same fact twice with different numbers.",
        action: "Decide for one of them, or say in what they differ: place, period, definition, source.",
    },
];

/// The help on the verdict or code with this name.
pub fn help(name: &str) -> Option<&'static Help> {
    VERDICTS
        .iter()
        .chain(&ARITHMETIC)
        .find(|help| help.name.eq_ignore_ascii_case(name))
}
