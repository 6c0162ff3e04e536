//! Why a number that differs is not called wrong, in words.

use crate::check::doubt::Doubt;

/// Why a number that differs is not called wrong.
pub(in crate::check) fn doubt(doubt: &Doubt) -> String {
    let words = match doubt {
        Doubt::Ruled(because) => because,
        Doubt::Unread(word) => {
            return format!(
                "the program does not know the word \"{word}\", which may narrow what is counted"
            );
        }
        Doubt::FromUncertain => {
            "its group is that of the number before, of which it is not certain whose it is"
        }
        Doubt::NoGroups => {
            "the paragraph names no group, and the number may be of some people only"
        }
        Doubt::OfOthers => {
            "the share is told of people whom its group is no part of, or of the group itself"
        }
        Doubt::FarMeasure => {
            "what the number counts is said only in another paragraph, beside another number"
        }
        Doubt::TwoForOne => {
            "the sentence gives two such numbers for the same people, and one of them may be of others"
        }
        Doubt::NamedBehind => "the words behind the number may belong to the next one",
        Doubt::CountedBeside => {
            "the sentence names a way of counting that may be meant for this number or for another"
        }
        Doubt::PlaceOrPeople => {
            "the country may be where the number was counted, or whose people it is of"
        }
        Doubt::OtherSubject => {
            "a word of contrast or an insertion parts the number from the group named"
        }
        Doubt::CarriedAmongOthers => {
            "the paragraph tells of several groups, and the sentence of the number names none"
        }
        Doubt::OtherUnit => "a bare number follows one in another unit, and may be in that unit",
        Doubt::NamedInHeading => {
            "only a heading names the group, and the number may be of everybody"
        }
        Doubt::ChangeOfAll => {
            "the sentence of the change names no group, and it may be of everybody"
        }
        Doubt::ComparedElsewhere => {
            "the group is the one that another number of the sentence is compared with"
        }
        Doubt::OfPeople => {
            "the share is told of people in general, and what is counted of them may be another number's"
        }
        Doubt::PartOfAnother => {
            "the paragraph gives a larger number of the same, so that this one may be of some of them"
        }
        Doubt::OfAPart => {
            "the draft tells in a clause whom the number is a part of, and the reference is of all"
        }
        Doubt::OfSome => {
            "the sentence names an age or a sex, and the number may be of such people only"
        }
        Doubt::UnknownPlace => {
            "the place is that of other words of the draft, which count in several"
        }
        Doubt::UnderACrime => {
            "the draft is about a crime that the sentence does not name, and the number may be of that"
        }
        Doubt::UnknownUnit => "it is not known what the number counts",
        Doubt::EachTime => {
            "the draft gives a number for each day, week or month, and the reference one for a year"
        }
        Doubt::UnknownTime => "the draft names a time without its year",
        Doubt::UnknownEnds => {
            "the sentence names several years, and the change may be from one of them to another"
        }
        Doubt::FollowsFromOwn => {
            "it follows from other numbers of the paragraph, which are checked by themselves"
        }
        Doubt::OfRelease => "the draft counts people let go, and the reference those free on a day",
        Doubt::OfEntering => {
            "the draft counts people who came in, and the reference those inside on a day"
        }
        Doubt::NoPlace => super::NO_PLACE,
    };
    words.to_owned()
}
