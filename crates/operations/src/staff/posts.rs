//! The posts of a batch of rows, once all people of the file are known.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::calendar::Period;
use domain::ids::{AbsenceId, EmploymentId, OrganisationId, PersonId, PostId};
use domain::staff_file::{Field, StaffRow};
use jiff::civil::Date;
use store::imports::{self, KnownPost, PostRow, StartCorrection};
use store::{Fault, Tx};

use super::import::Run;

/// What is known of the posts that a batch is about.
#[derive(Default)]
struct Known {
    employments: HashMap<(OrganisationId, String), (EmploymentId, PersonId)>,
    posts: HashMap<(OrganisationId, String), KnownPost>,
    absences: HashMap<PostId, Vec<Period>>,
}

#[derive(Default)]
struct Changes {
    added: Vec<KnownPost>,
    updated: Vec<KnownPost>,
    corrections: Vec<StartCorrection>,
    absences: Vec<(AbsenceId, PostId, PersonId, Period)>,
    contradicted: Vec<(PostId, Date)>,
    /// Posts of which only an absence changed.
    touched: HashSet<PostId>,
}

/// Writes the posts of a batch of rows that are right.
///
/// # Errors
/// The database failed.
pub(super) async fn keep_posts(tx: &Tx, run: &mut Run<'_>, rows: &[&StaffRow]) -> Result<(), Fault> {
    let mut known = Known::load(tx, run, rows).await?;
    let mut changes = Changes::default();
    for row in rows {
        let organisation = run.organisation(row);
        let Some(&(employment, person)) = known.employments.get(&(organisation, row.employee.as_str().to_owned()))
        else {
            return Err(Fault::Corrupt(format!("employee {} was not kept before their post", row.employee)));
        };
        let manager =
            row.manager.as_ref().and_then(|it| known.employments.get(&(organisation, it.as_str().to_owned())));
        let manager = manager.map(|(_, person)| *person);
        let place = (organisation, row.assignment.as_str().to_owned());
        let before = known.posts.get(&place).filter(|post| !is_another_stay(post, row)).cloned();
        let facts = post_row(run, row, manager, before.as_ref().map(|post| &post.row));
        let id = before.as_ref().map_or_else(|| run.ctx.new_id(), |post| post.id);
        let after = KnownPost {
            id,
            employment,
            person,
            organisation,
            assignment: row.assignment.as_str().to_owned(),
            row: facts,
        };
        changes.note(run, before.as_ref(), &after);
        let absences = known.absences.entry(id).or_default();
        changes.note_absence(run, row, &after, absences);
        run.seen.entry(organisation).or_default().push(id);
        known.posts.insert(place, after);
    }
    changes.write(tx, run).await
}

/// Is the row about a later stay under the same number? A post that ended before the new start was another one.
fn is_another_stay(known: &KnownPost, row: &StaffRow) -> bool {
    known.row.finished_on.is_some_and(|finished| finished < row.post.started_on)
}

/// What the row makes of a post: a column that the file has not leaves what is known.
fn post_row(run: &Run<'_>, row: &StaffRow, manager: Option<PersonId>, before: Option<&PostRow>) -> PostRow {
    fn told<T: Clone>(run: &Run<'_>, field: Field, new: Option<T>, old: Option<&Option<T>>) -> Option<T> {
        if run.tells(field) { new } else { old.cloned().flatten() }
    }
    let post = &row.post;
    // A manager whose own row was left out is not unknown for good: who was the manager before stays it.
    let manager_known = row.manager.is_none() || manager.is_some();
    PostRow {
        job_title: match before {
            Some(before) if !run.tells(Field::JobTitle) => before.job_title.clone(),
            _ => post.job_title.clone(),
        },
        job_role: post.role.name.clone(),
        profession: post.profession.clone(),
        staff_group: Some(post.role.staff_group.clone()),
        department: told(run, Field::Department, post.department.clone(), before.map(|it| &it.department)),
        site: told(run, Field::Site, post.site.clone(), before.map(|it| &it.site)),
        band: told(run, Field::Band, post.band.clone(), before.map(|it| &it.band)),
        wte_thousandths: told(
            run,
            Field::Wte,
            post.wte.map(|wte| i32::from(wte.thousandths())),
            before.map(|it| &it.wte_thousandths),
        ),
        weekly_minutes: told(
            run,
            Field::WeeklyHours,
            post.weekly.map(|weekly| i32::from(weekly.0)),
            before.map(|it| &it.weekly_minutes),
        ),
        category: told(run, Field::Contract, post.contract.map(str::to_owned), before.map(|it| &it.category)),
        started_on: post.started_on,
        finished_on: told(run, Field::FinishedOn, post.finished_on, before.map(|it| &it.finished_on)),
        manager: match before {
            Some(before) if !run.tells(Field::Manager) || !manager_known => before.manager,
            _ => manager,
        },
        recruitment_source: told(
            run,
            Field::RecruitmentSource,
            post.recruitment_source.clone(),
            before.map(|it| &it.recruitment_source),
        ),
        transition: match before {
            Some(before) if !run.tells(Field::RecruitmentSource) => before.transition.clone(),
            _ => post.transition.clone(),
        },
    }
}

impl Known {
    async fn load(tx: &Tx, run: &Run<'_>, rows: &[&StaffRow]) -> Result<Self, Fault> {
        let mut known = Self::default();
        let mut by_organisation: BTreeMap<OrganisationId, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for row in rows {
            let (people, posts) = by_organisation.entry(run.organisation(row)).or_default();
            people.push(&row.employee);
            people.extend(row.manager.as_ref());
            posts.push(&row.assignment);
        }
        for (organisation, (mut people, posts)) in by_organisation {
            people.sort_unstable();
            people.dedup();
            for it in imports::employments(tx, organisation, &people).await? {
                known.employments.insert((organisation, it.number), (it.id, it.person));
            }
            // Of several stays under one number the latest comes last and is the one that a row is compared with.
            for post in imports::posts_with_numbers(tx, organisation, &posts).await? {
                known.posts.insert((organisation, post.assignment.clone()), post);
            }
        }
        let ids: Vec<PostId> = known.posts.values().map(|post| post.id).collect();
        for (post, period) in imports::absences_of(tx, &ids).await? {
            known.absences.entry(post).or_default().push(period);
        }
        Ok(known)
    }
}

impl Changes {
    fn note(&mut self, run: &mut Run<'_>, before: Option<&KnownPost>, after: &KnownPost) {
        let Some(before) = before else {
            run.summary.posts_created += 1;
            self.added.push(after.clone());
            run.changed.entry(after.organisation).or_default().push(after.id);
            return;
        };
        if before == after {
            return;
        }
        if before.row.started_on != after.row.started_on {
            self.corrections.push(StartCorrection {
                post: after.id,
                old: before.row.started_on,
                new: after.row.started_on,
                reason: format!("Corrected by the staff file {}", run.file_name),
                person: run.actor,
            });
        }
        self.touched.insert(after.id);
        self.updated.push(after.clone());
        run.changed.entry(after.organisation).or_default().push(after.id);
    }

    fn note_absence(&mut self, run: &Run<'_>, row: &StaffRow, post: &KnownPost, known: &mut Vec<Period>) {
        if !run.tells(Field::AbsentFrom) {
            return;
        }
        let today = run.ctx.today();
        match row.absence {
            Some(absence) if known.contains(&absence) => {}
            Some(absence) => {
                // Absences of a post never overlap: a new one takes the place of those that it contradicts.
                for old in known.iter().filter(|old| old.overlaps(&absence) && old.started_on != absence.started_on) {
                    self.contradicted.push((post.id, old.started_on));
                }
                known.retain(|old| !old.overlaps(&absence));
                known.push(absence);
                self.absences.push((run.ctx.new_id(), post.id, post.person, absence));
                self.touched.insert(post.id);
            }
            None => {
                // No longer away in the file: an absence without an end ended before the file was made.
                let back = known.iter_mut().find(|old| old.finished_on.is_none() && old.started_on < today);
                if let Some(open) = back {
                    open.finished_on = today.yesterday().ok();
                    self.absences.push((run.ctx.new_id(), post.id, post.person, *open));
                    self.touched.insert(post.id);
                }
            }
        }
    }

    async fn write(self, tx: &Tx, run: &mut Run<'_>) -> Result<(), Fault> {
        let now = run.now;
        imports::insert_posts(tx, &self.added, now).await?;
        imports::update_posts(tx, &self.updated, now).await?;
        imports::insert_start_corrections(tx, &self.corrections, now).await?;
        imports::remove_absences(tx, &self.contradicted).await?;
        imports::insert_absences(tx, &self.absences, now).await?;
        let added: HashSet<PostId> = self.added.iter().map(|post| post.id).collect();
        run.summary.posts_updated += self.touched.difference(&added).count() as u64;
        Ok(())
    }
}
