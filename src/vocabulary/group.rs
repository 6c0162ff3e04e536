//! Groups of people as drafts and reference data name them, and when two names
//! mean the same group.

use std::collections::BTreeSet;

use super::ConceptId;

/// Who belongs to a group, apart from how membership is defined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Everybody.
    Everyone,
    /// Everybody but the group compared.
    Rest,
    /// Those from elsewhere, wherever that is.
    Foreign,
    /// Those of the place itself.
    Native,
    /// Those of one country or region.
    Of(ConceptId),
    /// Those of any other than this country or region.
    NotOf(ConceptId),
    /// Those whose membership was not recorded.
    Unrecorded,
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// How membership is defined (`nationality`, `birth`, `origin`, `status`); none when the words leave it open, as "migrants" do.
    pub basis: Option<ConceptId>,
    /// Who belongs to it.
    pub who: Who,
    /// What narrows it further: `descendants`, `asylum-seekers`, `two-native-born-parents`.
    pub traits: BTreeSet<ConceptId>,
    /// `men` or `women`; none for both.
    pub sex: Option<ConceptId>,
    /// Ages, normalised: `15-29`, `18+`, `born 1985-1987`.
    pub age: Option<String>,
}

impl Group {
    /// Everybody.
    pub fn everyone() -> Self {
        Self {
            basis: None,
            who: Who::Everyone,
            traits: BTreeSet::new(),
            sex: None,
            age: None,
        }
    }

    /// The same group seen from `country`: Germans in Germany are natives, non-Germans foreigners.
    #[must_use]
    pub fn seen_from(&self, country: &ConceptId) -> Self {
        let who = self.who_from(country).clone();
        Self {
            who,
            ..self.clone()
        }
    }

    /// Whether nobody can belong to both.
    pub fn excludes(&self, other: &Self) -> bool {
        if self.traits != other.traits || self.sex != other.sex || self.age != other.age {
            return false;
        }
        match (&self.who, &other.who) {
            (Who::Unrecorded, other) => *other != Who::Unrecorded,
            (one, Who::Unrecorded) => *one != Who::Unrecorded,
            (Who::Native, Who::Foreign) | (Who::Foreign, Who::Native) => true,
            // Two countries; a region may hold a country, so regions are left alone.
            (Who::Of(one), Who::Of(other)) => one != other && is_country(one) && is_country(other),
            (Who::Of(one), Who::NotOf(other)) | (Who::NotOf(one), Who::Of(other)) => one == other,
            _ => false,
        }
    }

    /// Everybody who does not belong to it, where that is a group.
    #[must_use]
    pub fn others(&self) -> Option<Self> {
        if !self.traits.is_empty() || self.sex.is_some() || self.age.is_some() {
            return None;
        }
        let who = match &self.who {
            Who::Foreign => Who::Native,
            Who::Native => Who::Foreign,
            Who::Of(place) => Who::NotOf(place.clone()),
            Who::NotOf(place) => Who::Of(place.clone()),
            Who::Everyone | Who::Rest | Who::Unrecorded => return None,
        };
        Some(Self {
            who,
            ..self.clone()
        })
    }

    /// Who belongs to it, seen from `country`.
    fn who_from(&self, country: &ConceptId) -> &Who {
        match &self.who {
            Who::Of(id) if id == country => &Who::Native,
            Who::NotOf(id) if id == country => &Who::Foreign,
            other => other,
        }
    }
}

fn is_country(place: &ConceptId) -> bool {
    let id = place.as_str();
    id.len() == 2 && id != "EU" && id.chars().all(|letter| letter.is_ascii_uppercase())
}

/// How well one group stands for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupMatch {
    /// The same people, defined the same way.
    Same,
    /// The words leave open how the group is defined (`migrants`), or define it in a close way (birth for nationality).
    Close,
    /// Other people.
    Different,
}

impl super::Vocabulary {
    /// How well the group of an observation stands for the one a claim names, both seen from `place`.
    ///
    /// The same group counted by another basis (birth for nationality) is close,
    /// and so is one whose basis the words leave open; other people are different.
    pub fn compare_groups(
        &self,
        claimed: &Group,
        referenced: &Group,
        place: &ConceptId,
    ) -> GroupMatch {
        let country = self.country_of(place).unwrap_or_else(|| place.clone());
        let who = claimed.who_from(&country);
        let same_people = who == referenced.who_from(&country)
            && claimed.sex == referenced.sex
            && claimed.age == referenced.age;
        if !same_people {
            return GroupMatch::Different;
        }
        let same_basis = claimed.basis == referenced.basis;
        // "Immigrants" are those that a table calls so, on whatever basis it counts them.
        let same_word = claimed.basis.is_none() && !claimed.traits.is_empty();
        if (same_basis || same_word) && claimed.traits == referenced.traits {
            return GroupMatch::Same;
        }
        let hard = |group| self.hard_traits(group, who, &country);
        if !hard(claimed).eq(hard(referenced)) {
            return GroupMatch::Different;
        }
        let told = matches!(who, Who::Everyone | Who::Rest);
        // "Of Somali origin" may be said of immigrants' children too.
        let of_origin = claimed
            .basis
            .as_ref()
            .is_some_and(|basis| basis.as_str() == "origin");
        let generation = |group| self.has_trait_with(group, "generation");
        let same_people = !of_origin || generation(claimed) == generation(referenced);
        if same_basis && same_people && (claimed.basis.is_some() || told) {
            GroupMatch::Same
        } else {
            GroupMatch::Close
        }
    }

    /// Whether one of a group's traits has an attribute.
    fn has_trait_with(&self, group: &Group, attribute: &str) -> bool {
        let mut traits = group.traits.iter().filter_map(|id| self.concept(id));
        traits.any(|concept| concept.attributes.contains_key(attribute))
    }

    /// The traits that tell groups apart. That natives are nationals of their country ("native-born
    /// Americans" in the United States) tells nothing.
    fn hard_traits<'a>(
        &'a self,
        group: &'a Group,
        who: &'a Who,
        country: &'a ConceptId,
    ) -> impl Iterator<Item = &'a ConceptId> {
        let own = move |id: &ConceptId| {
            let nationality = id.as_str().strip_prefix("nationality-");
            *who == Who::Native && nationality == Some(country.as_str())
        };
        let soft = |id: &ConceptId| {
            self.concept(id)
                .is_some_and(|concept| concept.attributes.contains_key("soft"))
        };
        let traits = group.traits.iter();
        traits.filter(move |id| !own(id) && !soft(id))
    }
}
