//! Speed of the steps that every draft goes through, on generated text:
//! `cargo bench`. `docs/performance.md` says how to measure whole runs.

use divan::{Bencher, counter::BytesCount};
use statclaim::{
    claim::{Gate, claims, extract},
    draft::Draft,
    rules::Pack,
    vocabulary::{Finder, tokens},
};

fn main() {
    divan::main();
}

/// A text under the name that results are shown with.
struct Sample {
    name: &'static str,
    text: &'static str,
}

impl std::fmt::Debug for Sample {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

const SAMPLES: [Sample; 2] = [
    Sample {
        name: "dense",
        text: DENSE,
    },
    Sample {
        name: "plain",
        text: PLAIN,
    },
];

/// Text in which every other sentence makes a claim.
const DENSE: &str = "Foreign nationals made up 12 per cent of prisoners in England and Wales in 2023, the ministry said. \
    The figure has been disputed. Some 3,410 Albanian nationals were arrested, compared with 2,950 a year earlier. \
    “We have seen it for years,” the shadow minister told reporters outside the court on Tuesday. \
    Migrants were 2.5 times as likely to be convicted of theft as natives, according to the report.\n\n";

/// Text as most news is: numbers and places, but nothing about crime by group.
const PLAIN: &str = "The council approved the new bridge on Tuesday after a debate of three hours, and 12 members voted against it. \
    Work is to begin in March and will cost £4.2m, the leader told the Gazette. \
    Traffic rose by 14 per cent in 2022, and 300 people from the village signed a petition. \
    A spokesman for the water company said the pipes below the river would not be moved.\n\n";

fn pack() -> Pack {
    Pack::embedded().unwrap_or_else(|errors| unreachable!("{errors:?}"))
}

#[divan::bench(sample_count = 20)]
fn load_the_pack() -> Pack {
    pack()
}

#[divan::bench(args = SAMPLES, sample_count = 20)]
fn extract_all(bencher: Bencher, sample: &Sample) {
    let pack = pack();
    let draft = Draft::from_text("x", sample.text.repeat(40));
    bencher
        .counter(BytesCount::new(draft.source.len()))
        .bench(|| extract(&draft, &pack));
}

#[divan::bench(args = SAMPLES, sample_count = 50)]
fn extract_claims_alone(bencher: Bencher, sample: &Sample) {
    let pack = pack();
    let gate = Gate::new(&pack);
    let draft = Draft::from_text("x", sample.text.repeat(40));
    bencher
        .counter(BytesCount::new(draft.source.len()))
        .bench(|| claims(&draft, &pack, &gate));
}

#[divan::bench(sample_count = 50)]
fn find_words(bencher: Bencher) {
    let pack = pack();
    let text = PLAIN.repeat(40);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| pack.vocabulary.hits(&tokens(&text), &mut Finder::default()));
}
