//! Whom a figure is about and compared with, what it is a share of, and where, as the words
//! around it tell.

use crate::{
    claim::{Claim, Phrase, extract},
    draft::Draft,
    rules::Pack,
};

pub(super) type Told = (&'static str, &'static [&'static str]);

pub(super) fn check(table: &[Told], told: &dyn Fn(&Claim) -> String) {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let draft = Draft::from_text("test", *text);
        let found: Vec<String> = extract(&draft, &pack).claims.iter().map(told).collect();
        if found != *expected {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(super) fn words<T>(phrase: Option<&Phrase<T>>) -> String {
    phrase.map_or_else(|| "-".to_owned(), |phrase| phrase.text.clone())
}

#[test]
fn places() {
    check(
        &[
            ("Foreigners were 9% of suspects in Sweden.", &["Sweden"]),
            (
                "The Swedish prison population includes 2,397 foreign citizens.",
                &["Swedish"],
            ),
            (
                "In parts of Malmö foreigners were 9% of suspects.",
                &["parts of Malmö"],
            ),
            (
                "Foreigners were 9% of suspects in Norway and Sweden.",
                &["Norway and Sweden"],
            ),
            (
                "Foreigners were 9% of prisoners in Redwater.",
                &["Redwater"],
            ),
            (
                "Foreigners were 9% of prisoners held at Redwater.",
                &["Redwater"],
            ),
            (
                "Foreigners were 9% of suspects, Ada Lund said in Redwater.",
                &["-"],
            ),
            (
                "Foreigners were 9% of suspects in Operation Harrow.",
                &["-"],
            ),
            (
                "A Malmö study says that foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "OSLO, 3 June (NTX) - Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "Foreigners committed 9% of the county's robberies.",
                &["the county"],
            ),
            (
                "Foreign criminals deported from Norway numbered 900.",
                &["Norway"],
            ),
            (
                "Of the foreign criminals deported 900 went to Jamaica.",
                &["-"],
            ),
            (
                "In Bergen 11% of suspects were foreigners, but in Oslo foreigners made up 30% and in Drammen 25%.",
                &["Bergen", "Oslo", "Drammen"],
            ),
            (
                "In Bergen, the minister said, 50% of suspects are foreigners, in Oslo 38%.",
                &["Bergen", "Oslo"],
            ),
            (
                "Foreign prisoners: Belgium (44%), Italy (31%) and Spain (28%).",
                &["Belgium", "Italy", "Spain"],
            ),
            (
                "Foreign prisoners come from Romania (12%), Albania (9%) and Poland (7%).",
                &["-", "-", "-"],
            ),
            (
                "Qatar had 900 Indian prisoners in May, Kuwait 460 and Oman 49.",
                &["Qatar", "Kuwait", "Oman"],
            ),
            (
                "Foreigners were 57% of those charged under the Swiss criminal code.",
                &["Swiss"],
            ),
            ("Moroccans are 7% of Italian prisoners.", &["Italian"]),
            (
                "Norwegian men of Iraqi origin are suspected of 9% of thefts.",
                &["Norwegian"],
            ),
            (
                "9% of the people reported in Bergen were foreigners.",
                &["Bergen"],
            ),
            (
                "900 convicted foreign murderers crossed the border.",
                &["-"],
            ),
            (
                "Of the 525 men in the Redwater youth centre 400 were foreigners.",
                &["Redwater youth centre", "Redwater youth centre"],
            ),
        ],
        &|claim| {
            let place = claim.place.as_ref().filter(|place| place.span.is_some());
            place.map_or("-", |place| place.text.as_str()).to_owned()
        },
    );
}

#[test]
fn places_named_in_passing() {
    check(
        &[
            (
                "Someone jailed in Sweden is listed. Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "The agreement with Rabat is old. Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "Police in Sweden had a list. Foreigners were 9% of suspects.",
                &["Sweden"],
            ),
            (
                "Foreigners were 9% of suspects in Texas.\n\nThey were 8% of prisoners in the state.\n\nThey were 7% of convicts.",
                &["Texas", "the state", "Texas"],
            ),
            (
                "Some 300 foreign prisoners would be moved to prisons in Kosovo.",
                &["-"],
            ),
        ],
        &|claim| words(claim.place.as_ref()),
    );
}

#[test]
fn places_of_bodies_and_parts() {
    check(
        &[
            (
                "At the last prison census 9% of inmates were born abroad in Sweden.",
                &["Sweden"],
            ),
            (
                "They combed arrests in Texas. US-born citizens were arrested for theft at half the rate of undocumented immigrants.",
                &["Texas"],
            ),
            (
                "40 of the 70 people arrested for theft in the county were foreigners.",
                &["the county", "the county"],
            ),
            (
                "Norway deported 900 Iraqi criminals, Sweden 400 and Denmark 90.",
                &["Norway", "Sweden", "Denmark"],
            ),
            (
                "Foreigners are a tenth of his inmates, the sheriff of Redwater County said.",
                &["Redwater County"],
            ),
            (
                "The ministry in Oslo counted 900 convicted foreigners.",
                &["-"],
            ),
            (
                "There are 900 foreign prisoners, the most since the state was founded.",
                &["-"],
            ),
        ],
        &|claim| {
            let place = claim.place.as_ref().filter(|place| place.span.is_some());
            place.map_or("-", |place| place.text.as_str()).to_owned()
        },
    );
}

#[test]
fn populations() {
    check(
        &[
            (
                "The non-German share of suspects was 9%, the German-born share 80%.",
                &["non-German", "German-born"],
            ),
            (
                "Across the EU foreign citizens were 9% of suspects.",
                &["foreign citizens"],
            ),
            (
                "Arrests of Czechs fell. The total grew by 390, and Poles accounted for 109 of that.",
                &["Czechs", "Poles"],
            ),
            (
                "Nearly half of the Chadians flown to the island prison had no conviction.",
                &["Chadians flown to the island prison"],
            ),
            (
                "Of the 480 deportees watched by probation officers, 61 have reoffended.",
                &[
                    "deportees watched by probation officers",
                    "deportees watched by probation officers",
                ],
            ),
            (
                "Of the foreign inmates, 300 were Poles and 74 were women.",
                &["Poles", "foreign inmates"],
            ),
            (
                "Police arrested 4,700 foreigners; 2,291 of them were Poles.",
                &["foreigners", "Poles"],
            ),
            (
                "Foreign inmates number 900 out of 3,000.",
                &["Foreign inmates", "-"],
            ),
            (
                "Moroccans lead the foreign suspects at 11%.",
                &["Moroccans"],
            ),
            (
                "Migrants were convicted at 2.2 per 1,000, 26% below the native-born.",
                &["Migrants", "Migrants"],
            ),
            (
                "There are 4,265 foreign prisoners in our jails. Poland has 980 of them, Ireland 760.",
                &["foreign prisoners", "Poland", "Ireland"],
            ),
            (
                "Attacks on asylum seekers and their shelters fell by 9% to 310.",
                &[
                    "asylum seekers and their shelters",
                    "asylum seekers and their shelters",
                ],
            ),
            (
                "The number of foreigners arrested rose to 4,120.",
                &["foreigners"],
            ),
            (
                "The court sentenced 90 people. Foreigners were 20% of them.",
                &["-", "Foreigners"],
            ),
            (
                "The Dutch accounted for 30% of suspects in Belgium.",
                &["Dutch"],
            ),
            (
                "The Irish themselves were 47 of the prisoners in Malta.",
                &["Irish"],
            ),
            (
                "The French prison service counted 412 Polish inmates.",
                &["Polish inmates"],
            ),
        ],
        &|claim| words(claim.population.as_ref()),
    );
}

#[test]
fn populations_of_several() {
    check(
        &[
            (
                "In Norway 1,240 of the prison service's 3,050 inmates are foreigners.",
                &["foreigners", "-"],
            ),
            (
                "Immigrants took 12% of last year's convictions; their children, at 2%, took 4%.",
                &["Immigrants", "their children", "their children"],
            ),
            (
                "Convictions of foreigners rose by 4% and those of Swedes fell by 2%. The rate for the former is 18 per 1,000, and that of the latter 6 per 1,000.",
                &["foreigners", "Swedes", "foreigners", "Swedes"],
            ),
            (
                "Of the prisoners in Kent, 300 came from Chad and 20 from Peru, while 40 of the guards came from Fiji.",
                &["from Chad", "from Peru"],
            ),
            (
                "Czechs topped the list of arrests with 390, or 31%, followed by Poles with 210.",
                &["Czechs", "Czechs", "Poles"],
            ),
            (
                "Poles are 12 per cent of foreign prisoners, who number 4,100.",
                &["Poles", "foreign prisoners"],
            ),
            (
                "Some 4,650 Moroccans were in prison in Spain, followed by Peruvians (2,880).",
                &["Moroccans", "Peruvians"],
            ),
            (
                "In Lund 7 per cent of Turks were suspects, against 2 per cent of all residents.",
                &["Turks", "-"],
            ),
            (
                "The suspect rate in Lund was 30 per 1,000 for Turks and 9 per 1,000 for everyone.",
                &["Turks", "-"],
            ),
            (
                "In Lund 7 per cent of Turks were suspects, against 2 per cent of all residents born abroad.",
                &["Turks", "all residents born abroad"],
            ),
            (
                "The jail of Pau held 300 French, 70 Polish and 40 Czech inmates.",
                &["French", "Polish", "Czech inmates"],
            ),
            (
                "Pau had 300 French and 70 foreign prisoners in 2010.",
                &["French", "foreign prisoners"],
            ),
            (
                "In Lund one in 40 Turkish descendants was a suspect.",
                &["Turkish descendants"],
            ),
            (
                "In Lund 7 per cent of Turks were suspects, and 5 per cent of those born in Lund to one foreign-born parent.",
                &["Turks", "those born in Lund to one foreign-born parent"],
            ),
            (
                "In Ohio 3 per cent of immigrants in the country legally were convicted.",
                &["immigrants in the country legally"],
            ),
            (
                "Belgium (44%), Italy (31%) and Spain (28%) hold a larger proportion of foreign prisoners.",
                &[
                    "foreign prisoners",
                    "foreign prisoners",
                    "foreign prisoners",
                ],
            ),
        ],
        &|claim| words(claim.population.as_ref()),
    );
}

#[test]
fn comparators() {
    check(
        &[
            (
                "The conviction rate was 5.1 for Swedes and 12.8 for foreigners, 2.5 times higher.",
                &["-", "-", "Swedes"],
            ),
            (
                "Immigrants commit fewer crimes than people born here. They are 40% less likely to be convicted.",
                &["people born here"],
            ),
            (
                "Migrants were 30% more likely to be jailed than the state average.",
                &["the state average"],
            ),
            (
                "Migrants offend at twice the rate of others in the city.",
                &["others in the city"],
            ),
            (
                "Immigrants are jailed at a third of the rate of people born here, and legal immigrants at a quarter.",
                &["people born here", "people born here"],
            ),
            (
                "Illegal immigrants were convicted at 2.2 per 100,000 against 3.0 per 100,000 for Texans (−26%).",
                &["-", "-", "Texans"],
            ),
            (
                "The conviction rate of migrants went from 8% below the state average to 20% above it.",
                &["the state average", "the state average"],
            ),
            (
                "- Immigrants are jailed 1.9 times as often as Danes.\n- After adjusting for age: 1.4 times",
                &["Danes", "Danes"],
            ),
            (
                "Compared with citizens, Mexicans were 30 per cent less likely to be arrested.",
                &["citizens"],
            ),
            (
                "Poles are jailed at a third of the Danish rate, Serbs at twice the rate.",
                &["Danish", "Danish"],
            ),
            (
                "A study found an overrepresentation of 1.9 for Poles, 2.8 for Turks.",
                &["-", "-"],
            ),
        ],
        &|claim| words(claim.comparator.as_ref()),
    );
}

#[test]
fn wholes() {
    check(
        &[
            (
                "There are 1,030 foreign nationals in our prisons, or 12% of the total.",
                &["-", "the total"],
            ),
            (
                "Foreigners are 31% of prisoners, almost triple their 12% share of the registered population.",
                &["prisoners", "-", "the registered population"],
            ),
            (
                "The proportion of foreign inmates was 18% in 2012.",
                &["inmates"],
            ),
            (
                "In half of the robberies the suspects were migrants.",
                &["the robberies"],
            ),
            (
                "The inmates of Malta's jail are 55% foreign.",
                &["inmates of Malta's jail"],
            ),
            (
                "The weight of foreigners among drug defendants fell by nine percentage points.",
                &["drug defendants"],
            ),
            (
                "Foreigners make up 61% of the country's 4,200 prisoners.",
                &["the country's 4,200 prisoners", "-"],
            ),
            (
                "How many of those held in Cadiz are foreign? It is 22%, the jail says.",
                &["those held in Cadiz"],
            ),
            (
                "Police arrested 4,000 migrants in Cadiz. More than half were Poles.",
                &["-", "migrants"],
            ),
            (
                "Police held 4,000 suspects in Cadiz; 500 Poles were among them, or 12.5%.",
                &["-", "-", "suspects in Cadiz"],
            ),
            (
                "A quarter, or 24.7%, of those jailed in Cadiz were foreigners.",
                &["those jailed in Cadiz", "those jailed in Cadiz"],
            ),
            (
                "Migrants were 31% of thieves, against 28% in 2012.",
                &["thieves", "thieves"],
            ),
            (
                "Migrants committed half the thefts in Cadiz.",
                &["thefts in Cadiz"],
            ),
            (
                "Poles were suspects in 18%, Czechs in 7% and Danes in 6% of the thefts in Cadiz.",
                &["the thefts in Cadiz"; 3],
            ),
            (
                "Foreigners are 71% of prisoners in Switzerland, 51% in Austria and 45% in Belgium.",
                &["prisoners"; 3],
            ),
            (
                "Police solved 812 burglaries in Cadiz. Foreign gangs were behind 44%.",
                &["burglaries in Cadiz"],
            ),
            (
                "Convictions for trafficking: Poles 22%, Czechs 14%.",
                &["Convictions for trafficking"; 2],
            ),
            (
                "Forty percent, they say, of all reported rapes are committed by migrants.",
                &["all reported rapes"],
            ),
            (
                "There were 1,500 foreign prisoners in spring. Albanians accounted for almost half.",
                &["-", "foreign prisoners"],
            ),
            (
                "Of Maltese prisoners 42% are held for theft; of Poles it is 37%.",
                &["Maltese prisoners", "Poles"],
            ),
            (
                "Judges convicted 4,112 people last year. Foreign nationals made up 29%.",
                &["-", "4,112 people"],
            ),
            (
                "Foreigners were 26% (prison) and 12% (population).",
                &["prison", "population"],
            ),
        ],
        &|claim| words(claim.whole.as_ref()),
    );
}

#[test]
fn totals_before_their_part() {
    check(
        &[
            (
                "Police charged 214 people with theft in Lyon. Thirty-three were Poles.",
                &["-", "Poles"],
            ),
            (
                "In 2023 there were 510 homicides in Ohio. Immigrants were charged in 21.",
                &["-", "Immigrants"],
            ),
            (
                "Some 300 officers arrested many in Lyon. Thirty-three were Poles.",
                &["Poles"],
            ),
        ],
        &|claim| words(claim.population.as_ref()),
    );
}
