//! Where the numbers of a table come from and what its users must know, from the
//! metadata of the package and of the table itself.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Source, Trust,
    package::{PackageFile, ResourceFile, SourceFile},
};

/// The sources that the rows of a table may name; the file itself where there are none.
pub(super) fn sources_of(
    package: &PackageFile,
    resource: &ResourceFile,
    file: &Arc<str>,
) -> BTreeMap<String, Arc<Source>> {
    let trust = resource
        .statclaim
        .trust
        .or(package.statclaim.trust)
        .unwrap_or(Trust::Unstated);
    let named = |source: &SourceFile| {
        let name = source
            .name
            .clone()
            .or_else(|| source.title.clone())
            .unwrap_or_default();
        let source = Source {
            publisher: source.publisher.clone().unwrap_or_default(),
            title: source.title.clone().unwrap_or_else(|| name.clone()),
            url: source.path.clone(),
            published: source.published.clone(),
            trust: source.trust.unwrap_or(trust),
            name: name.clone(),
        };
        (name, Arc::new(source))
    };
    let mut sources: BTreeMap<String, Arc<Source>> = if resource.sources.is_empty() {
        package.sources.iter().map(named).collect()
    } else {
        resource.sources.iter().map(named).collect()
    };
    if sources.is_empty() {
        let name = file.to_string();
        let source = Source {
            name: name.clone(),
            publisher: String::new(),
            title: resource.title.clone().unwrap_or_else(|| name.clone()),
            url: None,
            published: None,
            trust,
        };
        sources.insert(name, Arc::new(source));
    }
    sources
}

/// What users of a table must know, a sentence each.
pub(super) fn caveats_of(package: &PackageFile, resource: &ResourceFile) -> Arc<[String]> {
    let profile = &resource.statclaim;
    let mut caveats = package.statclaim.caveats.clone();
    caveats.extend(profile.caveats.iter().cloned());
    for (what, said) in [
        ("Edition", &profile.vintage),
        ("Coverage", &profile.coverage),
        ("Population base", &profile.population_base),
    ] {
        if let Some(said) = said {
            caveats.push(format!("{what}: {said}."));
        }
    }
    caveats.into()
}
