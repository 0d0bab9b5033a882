//! Who receives a message, and why.

use super::Matter;
use crate::ids::PersonId;
use crate::programmes::{Gives, Kind, Onlooker, Party, Programme};

/// Somebody of a journey, in one of the ways they belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub person: PersonId,
    pub party: Party,
    pub name: String,
}

/// Why somebody receives a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is written to them.
    Addressed,
    /// It is their own journey.
    Own,
    /// The programme copies them in beyond routine matters.
    Copied,
}

/// Somebody who receives a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    pub person: PersonId,
    pub party: Party,
    pub name: String,
    pub why: Why,
}

/// Does the programme let somebody of this party write and read messages?
pub fn writes(programme: &Programme, party: &Party) -> bool {
    programme.sharing.gives(&Onlooker::Party(party.clone()), &Kind::Message.item()) == Gives::Read
}

/// Exactly those who receive a message that somebody writes to some of the people of a journey, each once, in the order of
/// `people`. Whoever the programme does not let read messages never does.
pub fn receivers(
    programme: &Programme,
    people: &[Person],
    author: PersonId,
    to: &[PersonId],
    matter: Matter,
) -> Vec<Receiver> {
    let mut found: Vec<Receiver> = Vec::new();
    for one in people.iter().filter(|one| one.person != author && writes(programme, &one.party)) {
        let copied = matter == Matter::Beyond && programme.responding.copied.contains(&one.party);
        let why = match (to.contains(&one.person), &one.party) {
            (true, _) => Why::Addressed,
            (false, Party::Supportee) => Why::Own,
            (false, _) if copied => Why::Copied,
            _ => continue,
        };
        let (person, party, name) = (one.person, one.party.clone(), one.name.clone());
        match found.iter_mut().find(|known| known.person == person) {
            // In two roles: the stronger reason stands.
            Some(known) if why < known.why => *known = Receiver { person, party, name, why },
            Some(_) => {}
            None => found.push(Receiver { person, party, name, why }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::programmes::shipped;

    fn tutor_pair() -> &'static Programme {
        shipped().newest(&"doctoral-tutor-pair".parse().unwrap()).unwrap()
    }

    fn person(n: u128, party: &str) -> Person {
        let person = PersonId::from_uuid(uuid::Uuid::from_u128(n));
        Person { person, party: party.parse().unwrap(), name: format!("Person {n}") }
    }

    fn people() -> Vec<Person> {
        vec![
            person(1, "supportee"),
            person(2, "clinical-tutor"),
            person(3, "research-tutor"),
            person(4, "placement-supervisor"),
        ]
    }

    fn whom(people: &[Person], author: usize, to: &[usize], matter: Matter) -> Vec<(PersonId, Why)> {
        let to: Vec<PersonId> = to.iter().map(|n| people[*n].person).collect();
        let found = receivers(tutor_pair(), people, people[author].person, &to, matter);
        found.into_iter().map(|receiver| (receiver.person, receiver.why)).collect()
    }

    #[test]
    fn req_P4_both_tutors_receive_what_goes_beyond_routine_and_one_alone_what_does_not() {
        let all = people();
        let (trainee, clinical, research) = (all[0].person, all[1].person, all[2].person);
        assert_eq!(whom(&all, 0, &[1], Matter::Routine), [(clinical, Why::Addressed)]);
        assert_eq!(whom(&all, 0, &[1], Matter::Beyond), [(clinical, Why::Addressed), (research, Why::Copied)]);
        assert_eq!(whom(&all, 1, &[0], Matter::Beyond), [(trainee, Why::Addressed), (research, Why::Copied)]);
    }

    #[test]
    fn req_P4_nothing_is_written_behind_the_trainees_back() {
        let all = people();
        let (trainee, research) = (all[0].person, all[2].person);
        assert_eq!(whom(&all, 1, &[2], Matter::Routine), [(trainee, Why::Own), (research, Why::Addressed)]);
    }

    #[test]
    fn req_P4_a_placement_supervisor_receives_nothing() {
        let all = people();
        assert_eq!(whom(&all, 0, &[3], Matter::Beyond), [(all[1].person, Why::Copied), (all[2].person, Why::Copied)]);
        assert!(!writes(tutor_pair(), &all[3].party));
    }

    #[test]
    fn somebody_in_two_roles_receives_it_once() {
        let mut all = people();
        all.push(Person { party: "thesis-supervisor".parse().unwrap(), ..all[2].clone() });
        assert_eq!(whom(&all, 0, &[2], Matter::Beyond).len(), 2);
    }
}
