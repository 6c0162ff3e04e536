//! What is counted and for which crime, as the words around a figure tell it.

use super::tests::check;

#[test]
fn what_is_said_of_people_is_counted() {
    check(
        &[
            (
                "Half of the migrants this county is deporting have never been convicted of theft.",
                &["convictions"],
            ),
            (
                "Border agents stopped 310 migrants with criminal records.",
                &["arrests"],
            ),
            (
                "Arrests of foreigners trebled and arrests of convicted criminals doubled.",
                &["arrests", "arrests"],
            ),
            (
                "Some 900 foreigners sat in our jails and they had been arrested 1,700 times.",
                &["prisoners", "arrests"],
            ),
            (
                "Three per cent of Poles were reported for theft.",
                &["suspects"],
            ),
            (
                "Judges let 90 convicted foreigners walk free.",
                &["awaiting_removal"],
            ),
            (
                "They will send 400 foreign criminals a year home.",
                &["removals"],
            ),
            (
                "The state released 900 foreign prisoners, including 40 with convictions for murder.",
                &["awaiting_removal", "awaiting_removal"],
            ),
            (
                "The minister wants to send 300 foreign inmates to serve their terms in Estonia.",
                &["removals"],
            ),
            (
                "Belgium will hand over 250 Moroccan inmates this year.",
                &["removals"],
            ),
            (
                "A third of the 1,200 foreigners deported last year have been convicted since – 400 in all.",
                &["reoffending", "removals", "reoffending"],
            ),
            (
                "Six in ten gang members in Malmö are foreign citizens.",
                &["other"],
            ),
            (
                "Foreigners make up 40% of convicted gang members.",
                &["convictions"],
            ),
            (
                "In 2009 we removed 530 foreign prisoners, and 490 the year before.",
                &["removals", "removals"],
            ),
            (
                "Since 2015, 38 of the 120 foreigners sent home have been charged again.",
                &["reoffending", "removals"],
            ),
            (
                "The jails handed over 310 foreign criminals to the border agency.",
                &["removals"],
            ),
            (
                "Deportations fell again. 290 foreign criminals this year, 340 last year.",
                &["removals", "removals"],
            ),
            (
                "The courts put 170 foreigners with convictions back on our streets.",
                &["awaiting_removal"],
            ),
            (
                "Still waiting for expulsion: 80 foreign offenders.",
                &["awaiting_removal"],
            ),
            (
                "Immigrants were sanctioned at a rate of 60 per 1,000.",
                &["sentences"],
            ),
            (
                "Every third foreign offender released is back within a year.",
                &["reoffending"],
            ),
            (
                "Foreigners are 4% of the 9,000 sentenced prisoners.",
                &["prisoners", "prisoners"],
            ),
        ],
        &|claim| claim.measure.value.to_string(),
    );
}

#[test]
fn each_stage_has_many_words() {
    check(
        &[
            (
                "Of the foreign robbers freed in Oslo, 31 per cent had been back before a judge by May.",
                &["reoffending"],
            ),
            (
                "Norway cannot get rid of 410 foreign criminals; Ireland saw the back of 214.",
                &["awaiting_removal", "removals"],
            ),
            (
                "Some 1,900 foreign criminals the ministry wants rid of are living freely.",
                &["awaiting_removal"],
            ),
            (
                "Judges jailed 1,100 foreign nationals for drug supply last year.",
                &["sentences"],
            ),
            (
                "1,450 foreigners were booked into Finnish prisons in 2021.",
                &["admissions"],
            ),
            (
                "Of those deprived of their liberty in Portugal, 15% are foreigners.",
                &["prisoners"],
            ),
            (
                "Carabinieri reported 2,900 foreigners to the prosecutor.",
                &["suspects"],
            ),
            (
                "Moroccans fell foul of the law 1,300 times in Lleida.",
                &["offending"],
            ),
            (
                "French gendarmes held 910 Romanians for questioning over burglary.",
                &["arrests"],
            ),
            (
                "830 migrants faced magistrates over shoplifting.",
                &["charges"],
            ),
            (
                "Some 4,100 asylum seekers have had judgment passed against them for crimes.",
                &["convictions"],
            ),
            (
                "Of the accused at the assizes 39 per cent were foreign nationals.",
                &["charges"],
            ),
            (
                "In Lyon 39 per cent of the accused in muggings were foreign nationals.",
                &["suspects"],
            ),
        ],
        &|claim| claim.measure.value.to_string(),
    );
}

#[test]
fn each_number_of_a_list_has_its_own_stage() {
    check(
        &[
            (
                "Not three in four burglaries in Graz, but 31 per cent of the suspects identified were foreign.",
                &["offending", "suspects"],
            ),
            (
                "He spoke of thousands of murders by migrants; the register has 39 convictions of them.",
                &["offending", "convictions"],
            ),
            (
                "About 1.1 per cent of Somali men in Turku sat in prison.",
                &["prisoners"],
            ),
            (
                "Robbery arrests by passport: Haiti 31, Peru 40.",
                &["arrests", "arrests"],
            ),
            (
                "The force does not break down its 1,900 arrests by passport.",
                &[],
            ),
            (
                "Police made 2,310 arrests of foreigners in Bruges. The prison there held 310 of them in May.",
                &["arrests", "prisoners"],
            ),
            (
                "Of the 412 foreigners found guilty in Lugano 96 got an unconditional sentence.",
                &["convictions", "sentences"],
            ),
            (
                "Half of those deported were convicted rapists.",
                &["convictions"],
            ),
            (
                "The tally of Peruvian rape suspects stopped at 402.",
                &["suspects"],
            ),
            (
                "That year 400 Chadians were suspected, 210 charged and 97 convicted.",
                &["suspects", "charges", "convictions"],
            ),
            (
                "Removals of foreign gang members: 310; of suspected terrorists: 14.",
                &["removals", "removals"],
            ),
        ],
        &|claim| claim.measure.value.to_string(),
    );
}

#[test]
fn people_alone_are_a_population() {
    check(
        &[
            (
                "Foreigners, 8% of Norway's people, were 20% of those charged.",
                &["population", "charges"],
            ),
            (
                "Migrants make up 7% of the U.S. population but 12% of inmates.",
                &["population", "prisoners"],
            ),
            (
                "Arrests of foreigners rose by 4% although the foreign population has doubled.",
                &["arrests", "population"],
            ),
            (
                "46 per cent foreign suspects, 27 per cent foreign residents.",
                &["suspects", "population"],
            ),
            (
                "With under 3% of the people, Moroccans fill a tenth of Spain's cells.",
                &["population", "prisoners"],
            ),
            (
                "Afghans, 1,200 of them in Oslo, were suspects 70 times.",
                &["population", "suspects"],
            ),
            (
                "Refugees were 9% of those arrested, despite being a quarter of Londoners.",
                &["arrests", "population"],
            ),
            (
                "Basel has 74,000 foreign residents. Police had 1,900 of them in their files as suspects.",
                &["population", "suspects"],
            ),
            (
                "Some 4,100 Eritreans live in Bern; 96 of them were charged.",
                &["population", "charges"],
            ),
            (
                "In Tartu 900 Ukrainians have found a home, and 14 of them have been charged.",
                &["population", "charges"],
            ),
        ],
        &|claim| claim.measure.value.to_string(),
    );
}

#[test]
fn victims_are_those_it_was_done_to() {
    check(
        &[
            (
                "Forty refugees were robbed in Leipzig last year.",
                &["victims"],
            ),
            (
                "Forty Germans were killed by asylum seekers.",
                &["offending"],
            ),
            (
                "Illegal immigrants murdered 18 Americans last year.",
                &["offending"],
            ),
        ],
        &|claim| claim.measure.value.to_string(),
    );
}

#[test]
fn crimes_go_on_while_the_same_is_counted() {
    check(
        &[
            (
                "Foreigners were 40% of those arrested for begging. In May there were 31 arrests of foreigners.",
                &["begging", "begging"],
            ),
            (
                "Foreigners are 9% of the population and 30% of burglars.",
                &["-", "burglars"],
            ),
            (
                "Police arrested 18 Afghans, 11 Eritreans and seven Syrians on suspicion of rape.",
                &["rape", "rape", "rape"],
            ),
            (
                "Foreigners were charged with 400 offences: assault led (97), ahead of theft (31).",
                &["-", "assault", "theft"],
            ),
        ],
        &|claim| {
            let offence = claim.offence.as_ref();
            offence.map_or_else(|| "-".to_owned(), |offence| offence.text.clone())
        },
    );
}

#[test]
fn how_many_people_there_are_is_no_deed() {
    check(
        &[
            (
                "Foreigners were 16% of prisoners in Malta. At the census there were 91,000 foreign citizens.",
                &["prisoners", "population"],
            ),
            (
                "Foreigners were 9 per cent of the suspects and they are 2 per cent of the people.",
                &["suspects", "population"],
            ),
            (
                "Eritreans, of whom 6,000 live in Austria, committed one in five burglaries.",
                &["population", "offending"],
            ),
            (
                "Only 38 of the 4,100 Eritreans registered in the city were ever suspects.",
                &["suspects", "population"],
            ),
            (
                "Among the general population 22 per cent were born abroad, and 14 per cent of prisoners.",
                &["population", "prisoners"],
            ),
        ],
        &|claim| claim.measure.value.as_str().to_owned(),
    );
}

#[test]
fn those_who_had_come_as_far_are_counted_for_it() {
    check(
        &[
            (
                "There were 9,200 foreigners in custody, of whom 5,100 were sentenced.",
                &["prisoners", "prisoners"],
            ),
            (
                "Of the 36,000 arrests of foreigners 79 were on suspicion of murder.",
                &["arrests", "arrests"],
            ),
            (
                "Of the victims 11 per cent were migrants; of those convicted, 32 per cent.",
                &["victims", "convictions"],
            ),
            (
                "Swedish courts ordered 640 foreign citizens expelled for theft.",
                &["sentences"],
            ),
            (
                "Police arrested 900 migrants. Add up what they were charged with and it is 1,400 thefts.",
                &["arrests", "charges"],
            ),
            (
                "The Border Patrol arrested 29 noncitizens with a homicide or rape conviction.",
                &["arrests"],
            ),
        ],
        &|claim| claim.measure.value.as_str().to_owned(),
    );
}

#[test]
fn those_of_whom_no_deed_is_told_and_what_comes_after_release() {
    check(
        &[
            (
                "Foreigners were 24 per cent of those charged, in a city where 41 per cent were born abroad.",
                &["charges", "population"],
            ),
            (
                "There are 90,000 Afghans in Hamburg and 3,100 of them were suspects last year.",
                &["population", "suspects"],
            ),
            (
                "A record 1,940 foreign criminals who should have been booted out are still here.",
                &["awaiting_removal"],
            ),
            (
                "Of the 94 foreign offenders freed by the court 61 have since been charged, 27 of them twice.",
                &["awaiting_removal", "reoffending", "reoffending"],
            ),
            (
                "Over 700 foreign sex offenders and 100 drug dealers were freed from jail last year.",
                &["awaiting_removal", "awaiting_removal"],
            ),
            (
                "Police counted 3,400 robberies in all, and 1,190 of the suspects were foreigners.",
                &["offending", "suspects"],
            ),
            (
                "Of 310 foreign robbers freed in Vienna, 40 per cent were back behind bars within a year.",
                &["awaiting_removal", "reoffending"],
            ),
            (
                "Last summer 310 foreign crooks walked out of the county jail.",
                &["awaiting_removal"],
            ),
            (
                "In Bilbao 410 Peruvian women reported domestic abuse by a husband.",
                &["victims"],
            ),
            (
                "Our deputies booked 96 people with an ICE hold in June.",
                &["arrests"],
            ),
            (
                "Peru expelled 1,307 foreigners with police records, nine in ten of them Chileans.",
                &["removals", "removals"],
            ),
            (
                "The claim that many await trial is close: the ministry counted 900 foreigners on remand.",
                &["prisoners"],
            ),
            (
                "An earlier release, covering prisoners only, had foreigners at 20% in Malta.",
                &["prisoners"],
            ),
        ],
        &|claim| claim.measure.value.as_str().to_owned(),
    );
}
