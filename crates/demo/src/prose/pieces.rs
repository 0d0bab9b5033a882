//! What people write in agreements, plans, self-assessments and feedback: invented, plain, and never about a patient.

pub const TAILORED: &[&str] = &[
    "A first post, in a team of several professions. Less on paperwork, which went well on placement; more on speaking in the big rounds.",
    "Back after three years at home. The skills are there, the systems are new. Short weeks, so meetings fall on the longer days.",
    "Trained abroad with six years behind me. What I need is how things are done here, and whom to ask.",
    "A new speciality after two rotations. I want depth now and somebody who has walked the same way.",
    "Works alone in the community most days, so time with others of the profession is part of it.",
];
pub const WHERE: &[&str] = &[
    "In the small library, the first Thursday of the month. It stands in both diaries as an appointment, and the team lead knows.",
    "Every fourth Tuesday after the late start. Phones off. If one cannot come we find another day in the same week.",
    "By video when we are at different sites, in person every other time. The hour is marked as kept on the rota.",
    "Seminar room at two. Whoever is asked to give it up for the ward says no first and rings the lead.",
];
pub const PROMISES_OF_ONE: &[&str] = &[
    "I bring one thing that went well and one that did not. I say early when something is too much.",
    "I write down what we settle and try it before the next time. I keep my portfolio as I go.",
    "I come prepared and on time, and I ask what I do not understand.",
    "I say what helps and what does not, also when it is about our meetings.",
];
pub const PROMISES_OF_OTHER: &[&str] = &[
    "I keep the hour free and listen before I answer. I tell you what I see, kindly and plainly.",
    "I open doors: to people, to meetings, to courses. I do not mark you.",
    "I am there for a word between meetings, and I say when I am not.",
    "I share how I learnt, mistakes included.",
];
pub const LIMITS: &[&str] = &[
    "What we say stays with us. If somebody could come to harm it goes further, and I tell you first.",
    "Nothing leaves the room without a word between us, unless somebody’s safety cannot wait.",
    "It stays here. For anything unsafe we go to the team lead together.",
];
pub const IF_NOT: &[&str] = &[
    "We say so by the third meeting at the latest and ask the lead for another pair. No reasons needed.",
    "Either of us can ring the lead. It is about fit, not about fault.",
    "First we talk; then we ask the lead to sit in once; then we change.",
];
pub const EXPERIENCE: &[&str] = &[
    "Two placements here, and work in a care home before that.",
    "Years in a shop and in a kitchen: I can keep several things going.",
    "A project on falls at university that taught me to plan.",
    "Six years in another health system, and a family in which everybody teaches.",
];

/// An objective of a plan.
pub struct Objective {
    pub what: &'static str,
    pub success: &'static str,
    pub how: &'static str,
}

pub const OBJECTIVES: &[Objective] = &[
    Objective {
        what: "Run a clinic list on my own",
        success: "Three lists in a row end on time, and I have asked when I needed to.",
        how: "Shadow two lists, then share two, then one with somebody next door.",
    },
    Objective {
        what: "Lead the handover with ease",
        success: "Two colleagues say that they had what they needed. I no longer lie awake before it.",
        how: "Once a week from next month; ask one person each time how it was.",
    },
    Objective {
        what: "Write discharge letters that the next team can use",
        success: "Half an hour each, and the community team rings less often.",
        how: "Look at five good ones together, try the template, ask for comments.",
    },
    Objective {
        what: "Know the service beyond my own ward",
        success: "I can tell a newcomer who does what, and whom to ring.",
        how: "Half a day each with the community team, the pharmacy and the outpatients.",
    },
    Objective {
        what: "Supervise a student for a week",
        success: "The student could say what they learnt; I could say what I would do again.",
        how: "The short course for educators, then a week beside somebody who does it often.",
    },
    Objective {
        what: "Do a small audit and tell the team about it",
        success: "One page, ten minutes at the team meeting, one thing changed.",
        how: "Choose the question with my preceptor; ask the audit office for the numbers.",
    },
];

pub const WELLBEING: &[&str] = &[
    "Well, a little tired after nights. Running helps.",
    "Better than I thought I would be. The team is kind.",
    "Up and down. Sundays are the hardest.",
    "Well. I sleep again, and I have found my lunch crowd.",
];
pub const OWN_STRENGTHS: &[&str] = &[
    "I stay calm and people tell me things.",
    "Quick with new systems, and I explain them well.",
    "I notice small changes, and I say so.",
    "I plan my day and still leave room.",
];
pub const OWN_NEEDS: &[&str] = &[
    "Seeing how others handle a hard conversation.",
    "Somebody to look over my plan for the day now and then.",
    "More time with my own profession.",
    "Hearing what went well; I only remember the rest.",
];
pub const CHANGES: &[&str] = &[
    "Nothing for now.",
    "Meetings in the morning rather than at four.",
    "A visit to the other site before the summer.",
    "A little less about systems, a little more about where all this leads.",
];
pub const NOTES: &[&str] = &[
    "Look at this again at Easter.",
    "Ask about the module. Do not wait until it is full.",
    "The day with the difficult call: what I would say today.",
];
pub const WORKS_WELL: &[&str] = &[
    "The hour is kept. We begin with what went well, which changes everything after it.",
    "Honest words and a plan that moves. The visits to other teams were the best part.",
    "We know what we want from it, since we wrote it down at the start.",
    "That it is not about marks.",
];
pub const CHALLENGES: &[&str] = &[
    "Finding a quiet room. Twice we ended in the corridor.",
    "The rota changes late, and the hour moves with it.",
    "Different sites: by video one laughs less.",
    "Winter. We met, but the time in between went to the ward.",
];
pub const SUGGESTIONS: &[&str] = &[
    "A list of rooms that may be booked for this.",
    "Tell managers earlier which hours are kept free.",
    "Bring the people of one start together once or twice.",
    "Talk about what comes after a little earlier.",
];
pub const ONWARD: &[&str] = &[
    "A mentor from another service, and clinical supervision in the team.",
    "The peer group should go on meeting.",
    "The learning fund for a module in the autumn.",
];

pub const OWN_PRACTICE: &[&str] = &[
    "I check less with others than I did, and notice when I should.",
    "The common things go well. The rare ones I still read up the evening before.",
    "On my own in clinic I hear my supervisor’s voice, which helps.",
];
pub const TALKING: &[&str] = &[
    "Families ask me things now. I say when I do not know.",
    "Hard news is hard. I have watched it done well twice.",
    "I find my words with patients sooner than with consultants.",
];
pub const TEAM: &[&str] = &[
    "They keep me a seat at lunch.",
    "I know who does what, and two people whom I can ask anything.",
    "The rotation changed and I began again with names.",
];
pub const TIME: &[&str] = &[
    "I leave on time three days in five.",
    "Notes still eat the end of the day.",
    "I say no to one thing a week, and nothing bad has happened.",
];
/// How it goes with an objective, in a line.
pub const HOW_IT_GOES: &[&str] = &[
    "Two down. It went better than I thought once I stopped rushing.",
    "Not this month: leave and a full ward. It stays where it is.",
    "Watched it done and took one idea home.",
    "Did half of it alone, with somebody next door.",
    "We talked it through, and I see now what was missing.",
];
pub const OUTCOMES: &[&str] = &[
    "Done three times, and I no longer think about it beforehand.",
    "Reached, a little later than we thought. What helped was watching first.",
    "It works. I have begun to show others how.",
];
pub const LET_GO: &[&str] = &["The clinic moved to another site, and something else is nearer to me now."];
