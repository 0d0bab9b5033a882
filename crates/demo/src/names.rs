//! Names of invented people.

use crate::dice::Dice;

const GIVEN: &[&str] = &[
    "Abigail", "Adaeze", "Aisha", "Alan", "Amelia", "Amina", "Andrew", "Anjali", "Anna", "Arjun", "Aoife", "Ayesha",
    "Bartosz", "Beth", "Bronwen", "Callum", "Carys", "Catherine", "Charlotte", "Chidi", "Chloe", "Ciara", "Claire",
    "Daniela", "David", "Deepa", "Dylan", "Eilidh", "Eleanor", "Ella", "Emeka", "Emily", "Emma", "Ewan", "Farah",
    "Fatima", "Fiona", "Florin", "Fraser", "Freya", "Gareth", "Georgia", "Grace", "Gwen", "Hamza", "Hannah", "Harriet",
    "Hassan", "Helen", "Holly", "Ian", "Ibrahim", "Imogen", "Ines", "Isabel", "Isla", "Ivan", "Jack", "Jamal", "James",
    "Jasmine", "Joanna", "Jodie", "Jonathan", "Joseph", "Joy", "Karen", "Kasia", "Katie", "Keisha", "Kieran", "Laura",
    "Lewis", "Liam", "Lily", "Lowri", "Lucy", "Luke", "Mariam", "Martin", "Matthew", "Megan", "Mei", "Michael",
    "Mohammed", "Molly", "Morag", "Nadia", "Naomi", "Natalie", "Neha", "Nia", "Niamh", "Nicole", "Nisha", "Oliver",
    "Olivia", "Omar", "Owen", "Patience", "Paul", "Peter", "Poppy", "Rachel", "Rafael", "Rajesh", "Rebecca", "Rhian",
    "Rhys", "Rosie", "Ruth", "Ryan", "Sadia", "Sam", "Samira", "Sarah", "Sean", "Shanice", "Simon", "Sofia", "Sophie",
    "Stephen", "Suki", "Tariq", "Temi", "Thomas", "Tom", "Uzma", "Victoria", "Wei", "William", "Yasmin", "Yusuf",
    "Zainab", "Zara", "Zoë",
];

const FAMILY: &[&str] = &[
    "Abara", "Adams", "Adeyemi", "Ahmed", "Ali", "Allen", "Anderson", "Baker", "Balogun", "Banerjee", "Barker",
    "Bennett", "Bevan", "Boateng", "Brown", "Campbell", "Carter", "Chan", "Chapman", "Chaudhry", "Clarke", "Collins",
    "Cooper", "Costa", "Davies", "Dawson", "Desai", "Doyle", "Edwards", "Ellis", "Evans", "Fernandes", "Fletcher",
    "Foster", "Fraser", "Gallagher", "Gibson", "Graham", "Gray", "Green", "Griffiths", "Gupta", "Hall", "Harris",
    "Harrison", "Hill", "Holmes", "Hughes", "Hussain", "Iqbal", "Ivanova", "Jackson", "James", "Jenkins", "Johnson",
    "Jones", "Kaur", "Kelly", "Khan", "King", "Kowalska", "Lawson", "Lee", "Lewis", "Lloyd", "Marshall", "Martin",
    "Mason", "McCarthy", "McDonald", "Mensah", "Miller", "Mitchell", "Moore", "Morgan", "Morris", "Murphy", "Murray",
    "Ncube", "Nguyen", "Novak", "O’Brien", "O’Connor", "Ojo", "Okafor", "Okeke", "Owen", "Palmer", "Parker", "Patel",
    "Pearce", "Phillips", "Popescu", "Powell", "Price", "Quinn", "Rahman", "Reid", "Reynolds", "Richards", "Roberts",
    "Robinson", "Rogers", "Ross", "Santos", "Scott", "Shah", "Sharma", "Shaw", "Silva", "Simpson", "Singh", "Smith",
    "Stewart", "Stone", "Sutherland", "Taylor", "Thomas", "Thompson", "Turner", "Walker", "Walsh", "Ward", "Watson",
    "Webb", "White", "Williams", "Wilson", "Wood", "Wright", "Wu", "Young", "Zhang",
];

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub title: &'static str,
    pub given: String,
    pub family: String,
}

impl Name {
    /// A name as written.
    pub fn of(given: &str, family: &str) -> Self {
        Self { title: "", given: given.to_owned(), family: family.to_owned() }
    }

    /// The part of an address before the at sign.
    pub fn mailbox(&self) -> String {
        let plain = |text: &str| domain::text::searchable(text).replace(' ', "");
        format!("{}.{}", plain(&self.given), plain(&self.family))
    }
}

/// Somebody's name.
pub fn name(dice: &mut Dice) -> Name {
    let title = *dice.pick(&["Mr", "Mrs", "Ms", "Miss", "Ms", "Mr", "Mx", ""]);
    Name { title, given: (*dice.pick(GIVEN)).to_owned(), family: (*dice.pick(FAMILY)).to_owned() }
}
