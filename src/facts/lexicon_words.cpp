// SPDX-License-Identifier: Apache-2.0
#include "facts/lexicon_words.hpp"

namespace stemma {

namespace {

// General English news vocabulary. Values: numbers as they are, months 1…12, weekdays 1 (Monday) … 7,
// fractions as 1/value, bounds by their place in the enum Bound.
constexpr WordList lists[] = {
  {WordClass::SayVerb,
   "said says say saying told tells tell added adds add explained explains explain recalled recalls recall warned warns warn "
   "insisted insists insist noted notes stated states declared declares announced announces claimed claims argued "
   "argues argue asked asks replied replies responded responds remarked remarks commented comments admitted admits denied "
   "denies confirmed confirms reported reports acknowledged acknowledges conceded stressed stresses emphasised "
   "emphasized observed observes maintained maintains predicted predicts cautioned cautions vowed vows promised promises "
   "wrote writes tweeted posted joked quipped whispered shouted lamented complained complains pleaded urged urges "
   "concluded concludes estimated estimates believes believed thinks alleged alleges asserted asserts contended contends "
   "pointed described describes continued continues remembered remembers testified disclosed revealed reveals suggested "
   "suggests reckons reckoned countered snapped sighed exclaimed boasted protested objected mused informed briefed "
   "assured pledged demanded demands laughed put puts think believe recounted recounts related relates thundered roared cried "
   "cries growled muttered fumed opined marvelled grumbled shrugged murmured summed stresses emphasises emphasizes concedes "
   "figured figures vents vented fretted pleads"},
  {WordClass::ShowVerb,
   "shows show showed shown suggests suggest suggested indicates indicate indicated reveals reveal revealed says said states "
   "stated confirms confirm confirmed describes describe described puts put found finds concludes concluded estimates "
   "estimated warns warned records recorded lists listed cites cited points blames blamed notes noted reads details "
   "detailed sets proves proved attributes attributed traces traced"},
  {WordClass::PersonTitle,
   "mr mrs ms miss dr prof professor sir lord lady dame rev reverend father sister brother pastor rabbi imam sheikh bishop "
   "archbishop cardinal pope mayor president vice prime premier chancellor minister secretary governor senator congressman "
   "congresswoman representative councilor councillor councilwoman councilman ambassador king queen prince princess judge "
   "justice sheriff chief captain capt lieutenant lt colonel col major maj general gen admiral adm commander cmdr sergeant "
   "sgt corporal cpl private pvt inspector superintendent supt detective constable officer marshal brigadier brig "
   "commissioner director chairman chairwoman chairperson chair coach doctor nurse dean rector sen rep gov det insp pres "
   "headmaster headmistress principal don dona senor senora herr frau monsieur madame mme signor signora haji mullah ayatollah "
   "vicar abbot"},
  {WordClass::PersonRole,
   "spokesman spokeswoman spokesperson mayor president minister secretary governor senator director manager engineer "
   "chief head leader chairman chairwoman chair analyst expert researcher scientist professor doctor nurse teacher pupil "
   "student farmer worker miner driver pilot captain master skipper sailor officer soldier serviceman commander general "
   "colonel lawyer attorney prosecutor judge coach player owner resident witness survivor neighbour neighbor mother father "
   "sister brother son daughter wife husband widow widower operator technician inspector superintendent firefighter "
   "paramedic guard warden ranger volunteer activist campaigner organiser organizer economist historian author editor "
   "journalist reporter broadcaster accountant clerk cashier shopkeeper baker butcher fisherman carpenter electrician "
   "plumber seamstress tailor cook chef waiter pensioner retiree official adviser advisor aide deputy ambassador envoy "
   "councillor councilor commissioner trustee founder executive chairperson principal librarian curator priest nun monk "
   "bishop imam rabbi pastor consultant specialist surgeon physician epidemiologist virologist geologist hydrologist "
   "meteorologist seismologist conservator archaeologist musician singer actor actress artist writer poet designer architect "
   "photographer tourist passenger patient victim suspect detective investigator sergeant constable lieutenant trader "
   "broker banker investor buyer seller customer grandmother grandfather aunt uncle cousin friend colleague foreman "
   "supervisor shepherd herder grower keeper headmaster headmistress midwife veterinarian builder mason welder roofer lifeguard "
   "coxswain steward stewardess attendant dispatcher conductor signalman caretaker janitor cleaner postman brewer winemaker "
   "beekeeper fireman policeman policewoman landlord landlady tenant holidaymaker commuter cyclist motorist hiker climber skier "
   "diver boatman ferryman angler forester logger chemist physicist biologist botanist zoologist statistician sociologist "
   "psychologist psychiatrist dentist pharmacist toxicologist pathologist coroner ombudsman auditor magistrate notary treasurer "
   "administrator spokesperson chancellor delegate campaigner organizer machinist mechanic"},
  {WordClass::AnonymousRole,
   "official officials source sources person people insider insiders analyst analysts expert experts witness witnesses "
   "observer observers critic critics resident residents neighbour neighbours neighbor neighbors investigator "
   "investigators diplomat diplomats employee employees worker workers authorities prosecutors rangers doctors scientists "
   "researchers officers watchers specialists commentators lawyers aide aides adviser advisers someone somebody "
   "staffer staffers technicians inspectors engineers firefighters"},
  {WordClass::Month,
   "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 december=12 "
   "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sept=9 sep=9 oct=10 nov=11 dec=12"},
  {WordClass::Weekday,
   "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7 mon=1 tue=2 tues=2 wed=3 thu=4 thur=4 thurs=4 "
   "fri=5"},
  {WordClass::Cardinal,
   "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
   "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 "
   "seventy=70 eighty=80 ninety=90"},
  {WordClass::Ordinal,
   "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 "
   "thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 "
   "thirtieth=30"},
  {WordClass::Fraction,
   "half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fifth=5 fifths=5 sixth=6 sixths=6 tenth=10 tenths=10 eighth=8 "
   "eighths=8"},
  {WordClass::Scale,
   "hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 dozen=12 score=20 hundreds=100 "
   "thousands=1000 millions=1000000 billions=1000000000 dozens=12 bn=1000000000 mn=1000000 m=1000000 k=1000"},
  {WordClass::Measure,
   "metre metres meter meters kilometre kilometres kilometer kilometers km kms m centimetre centimetres centimeter "
   "centimeters cm millimetre millimetres millimeter millimeters mm mile miles yard yards foot feet ft inch inches "
   "hectare hectares ha acre acres square cubic litre litres liter liters gallon gallons tonne tonnes ton tons kilogram "
   "kilograms kilo kilos kg gram grams pound pounds ounce ounces percent per pct percentage degree degrees celsius "
   "fahrenheit second seconds minute minutes min hour hours day days week weeks month months year years decade decades century "
   "centuries megawatt megawatts mw kilowatt kilowatts kw gigawatt gigawatts gw volt volts km/h kph mph knot knots "
   "magnitude point points night nights"},
  {WordClass::Currency,
   "dollar dollars euro euros pound pounds sterling yen yuan won rouble roubles ruble rubles rupee rupees franc francs "
   "krona kronor krone kroner zloty zlotys forint forints koruna crown crowns lira liras peso pesos real reais rand dinar "
   "dinars dirham dirhams shilling shillings naira baht ringgit rupiah hryvnia hryvnias cent cents pence shekel shekels usd "
   "eur gbp jpy krw lev leva leu lei"},
  {WordClass::PersonCount,
   "people persons person residents inhabitants men women children passengers workers employees miners staff students pupils "
   "soldiers troops officers firefighters personnel crew households families schoolchildren victims survivors evacuees "
   "patients visitors tourists speakers villagers civilians refugees migrants protesters demonstrators supporters fans "
   "volunteers members adults infants babies girls boys guests lives"},
  {WordClass::OrganisationHead,
   "board union ministry police university college institute institution inc ltd corp corporation company agency group "
   "council party association federation commission committee court tribunal department bureau office authority network "
   "bank fund foundation trust society league club team service services lines airlines airways railways railway rail "
   "holdings industries energy motors systems technologies partners ventures media times post herald tribune journal gazette "
   "press news broadcasting television radio army navy force forces brigade guard coastguard parliament senate congress "
   "assembly house cabinet government administration directorate headquarters academy school hospital clinic museum "
   "library centre center laboratory observatory church diocese convent prosecutors alliance coalition "
   "movement front congress chamber confederation consortium cooperative co-operative syndicate orchestra theatre "
   "ministry's inspectorate registry station treasury exchange freight logistics shipping mining"},
  {WordClass::BodyModifier,
   "interior foreign defence defense health finance science justice education environment transport energy agriculture "
   "culture labour labor trade economy federal national provincial regional municipal city county state district military "
   "coast border riot traffic fire town village civil supreme high appeals constitutional central public local security "
   "intelligence emergency crisis mining safety water rail transit harbour harbor port tourism welfare digital track "
   "parliamentary international metropolitan anti-corruption consumer tax customs immigration"},
  {WordClass::PlaceHead,
   "street river province district county highway road avenue boulevard lane square island islands islets lake valley forest "
   "sea ocean port airport bridge city village township town region oblast republic hill hills park reserve bay gulf strait "
   "peninsula mountains mountain mount creek canyon desert coast beach cape canal harbour harbor border state territory "
   "prefecture governorate voivodeship parish quarter estate basin dam pass falls springs heights station building tower "
   "plaza terminal camp base crossing junction stream"},
  {WordClass::PlaceLead,
   "lake mount port cape fort saint st new san santa rio los las el north south east west upper lower novi nova novo stari stara"},
  {WordClass::PlaceOf,
   "town city village district region province capital port island suburb commune municipality settlement hamlet bay county "
   "state outskirts streets mouth residents people basin neighbourhood neighborhood"},
  {WordClass::PlacePreposition,
   "in near at from to outside around through between via into towards toward across beyond beneath under inside past by off "
   "over throughout within on"},
  {WordClass::Direction,
   "north south east west northeast northwest southeast southwest north-east north-west upstream downstream outside "
   "northern southern eastern western side"},
  {WordClass::Particle,
   "de del della der den des di do dos da du van von bin ibn ben al el la le ter ten y e av af zu"},
  {WordClass::Demonym,
   "american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian "
   "polish czech slovak hungarian romanian bulgarian serbian serb croatian bosnian slovenian albanian macedonian greek "
   "turkish russian ukrainian belarusian lithuanian latvian estonian finnish swedish norwegian danish icelandic chinese "
   "japanese korean indian pakistani bangladeshi afghan iranian iraqi syrian lebanese israeli palestinian jordanian egyptian "
   "libyan tunisian algerian moroccan sudanese ethiopian kenyan ugandan tanzanian rwandan nigerian ghanaian african asian "
   "european australian canadian mexican brazilian argentine argentinian chilean peruvian colombian venezuelan cuban "
   "vietnamese thai indonesian malaysian filipino western eastern northern southern soviet arab islamic muslim christian "
   "catholic orthodox jewish protestant buddhist hindu americans russians ukrainians germans britons europeans chinese "
   "republican republicans democrat democrats democratic easter christmas beaufort celsius fahrenheit richter"},
  {WordClass::Country,
   "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh "
   "barbados belarus belgium belize benin bhutan bolivia botswana brazil brunei bulgaria burundi cambodia cameroon canada "
   "chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti ecuador egypt england eritrea "
   "estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece greenland grenada guatemala "
   "guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan "
   "kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg "
   "madagascar malawi malaysia maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco "
   "mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru "
   "philippines poland portugal qatar romania russia rwanda scotland senegal serbia seychelles singapore slovakia slovenia "
   "somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey "
   "turkmenistan uganda ukraine uruguay uzbekistan vatican venezuela vietnam wales yemen zambia zimbabwe europe asia africa "
   "america antarctica"},
  {WordClass::Document,
   "report reports memo memos memorandum document documents statement statements note notes letter letters email emails "
   "e-mail study studies survey surveys inquiry enquiry investigation assessment analysis audit review log logs record "
   "records file files dossier draft paper papers filing filings complaint affidavit testimony transcript bulletin release "
   "data figures statistics findings checks check test tests estimate estimates article footage imagery images photographs "
   "photos video recordings recording cable cables reading readings communications"},
  {WordClass::Leak, "leaked leak obtained intercepted seen reviewed seized stolen hacked smuggled unearthed"},
  {WordClass::Secret,
   "confidential internal secret classified unpublished private restricted undisclosed unreleased sealed"},
  {WordClass::Image, "satellite imagery images footage photographs photos drone video cctv recordings"},
  {WordClass::Hedge,
   "may might reportedly allegedly apparently possibly perhaps probably presumably likely unlikely preliminary provisional "
   "tentative unconfirmed suspected alleged supposedly purportedly purported seemingly potentially conceivably maybe "
   "unverified unclear believed thought appears appear appeared seems seem seemed suggests suggest suggested suspect "
   "suspects could initial expected arguably ostensibly putative rumoured rumored probable possible conceivable plausible uncertain looks points point pointed yet"},
  {WordClass::Negation,
   "not no never nobody none nothing neither nor without n't cannot can't won't don't doesn't didn't isn't aren't "
   "wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't nowhere"},
  {WordClass::Pronoun, "he she they it i we who"},
  {WordClass::Female,
   "she her hers herself mrs ms miss lady dame sister mother wife daughter widow spokeswoman chairwoman "
   "councilwoman congresswoman queen princess nun actress seamstress grandmother aunt woman girl"},
  {WordClass::Male,
   "he him his himself mr sir lord father brother husband son widower spokesman chairman councilman "
   "congressman king prince monk priest actor grandfather uncle man boy fisherman"},
  {WordClass::HedgeOpener, "is are was were up as not nobody has"},
  {WordClass::RelativeDate,
   "last next this coming past previous following every each yesterday today tomorrow tonight overnight"},
  {WordClass::Bound,
   "about=1 around=1 approximately=1 roughly=1 some=1 nearly=1 almost=1 circa=1 estimated=1 approx=1 over=4 exceeding=4 "
   "under=5 below=5 minimum=2 maximum=3"},
  {WordClass::ClockWord, "noon midday midnight"},
  {WordClass::NumberOpener, "a an half"},
  {WordClass::Judgement,
   "view opinion judgment judgement estimate estimation assessment words account reckoning telling eyes analysis verdict"},
  {WordClass::SourceOpener, "according familiar close knowledge anonymity named"},
};

}  // namespace

std::span<WordList const> word_lists() noexcept {
  return lists;
}

}  // namespace stemma
