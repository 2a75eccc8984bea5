import { wordsOf } from '../../trajectory/words/refusing.js';

/** What the API answers no with, by its subjects. */
export const subjectWords = wordsOf({
  'no-such-trajectory': {
    en: 'No trajectory found. You only see the trajectories that you have access to.',
    nl: 'Geen traject gevonden. U ziet alleen trajecten waar u toegang toe hebt.',
  },
  'no-such-erasure': {
    en: 'There is no proposal {id:text} to erase, or you have no access to it.',
    nl: 'Er is geen voorstel {id:text} om te wissen, of u hebt er geen toegang toe.',
  },
  'no-such-delegation': {
    en: 'There is no delegation {id:text}, or you have no access to it.',
    nl: 'Er is geen vervanging {id:text}, of u hebt er geen toegang toe.',
  },
  'no-such-notification': {
    en: 'There is no notification {id:text}, or you have no access to it.',
    nl: 'Er is geen bericht {id:text}, of u hebt er geen toegang toe.',
  },
  'no-such-definition': {
    en: 'There is no step or action {name:text}.',
    nl: 'Er is geen stap of handeling {name:text}.',
  },
  'held-already': {
    en: 'This trajectory is kept longer already. End that first, or leave it as it is.',
    nl: 'Dit traject wordt al langer bewaard. Hef dat eerst op, of laat het zo.',
  },
  'not-held': {
    en: 'The usual period for which data is kept applies to this trajectory.',
    nl: 'Voor dit traject geldt de gewone bewaartermijn.',
  },
  'held-too-late': {
    en: 'This trajectory is being erased. A second person has approved that, and it cannot be stopped.',
    nl: 'Dit traject wordt gewist. Een tweede persoon heeft dat goedgekeurd. Het is niet meer te stoppen.',
  },
  'not-due': {
    en: 'These trajectories are not on your list, or are held, or were proposed already: {ids:text}.',
    nl: 'Deze trajecten staan niet op uw lijst, worden bewaard of zijn al voorgesteld: {ids:text}.',
  },
  'erasure-decided': {
    en: 'This proposal to erase does not wait for a decision any more.',
    nl: 'Dit voorstel om te wissen wacht niet meer op een besluit.',
  },
  'payloads-for-administrators': {
    en: 'Only a national administrator can open what Temporal keeps.',
    nl: 'Alleen een landelijke beheerder kan openen wat Temporal bewaart.',
  },
  'nothing-encrypted-here': {
    en: 'Nothing is encrypted here, since each person has a key of their own. Give commands through the API.',
    nl: 'Hier kunt u niets versleutelen, want elke persoon heeft een eigen sleutel. Geef opdrachten via de API.',
  },
  'not-payloads': {
    en: 'Send payloads as Temporal writes them, at most {most:number} of them.',
    nl: 'Stuur payloads zoals Temporal ze schrijft, hoogstens {most:number}.',
  },
  'engine-has-lost-it': {
    en: 'The engine has lost this trajectory. Its record is safe, and nothing has been done. Tell the people who run Bestendig.',
    nl: 'Het systeem is dit traject kwijt. Het dossier is bewaard en er is niets gebeurd. Meld dit bij de beheerders van Bestendig.',
  },
  'register-is-older': {
    en: 'The engine has closed this trajectory, and the register was restored from an earlier backup. Nothing has been done. Tell the people who run Bestendig.',
    nl: 'Het systeem heeft dit traject afgesloten en het register is teruggezet naar een eerdere back-up. Er is niets gebeurd. Meld dit bij de beheerders van Bestendig.',
  },
  'not-confirmed-in-time': {
    en: 'Bestendig did not answer in time. Send the same request again: it happens only once.',
    nl: 'Bestendig antwoordde niet op tijd. Stuur hetzelfde opnieuw: het gebeurt maar één keer.',
  },
  'too-many-in-window': {
    en: 'More than {limit:number} requests in {seconds:number} seconds. Wait a moment, then go on.',
    nl: 'Meer dan {limit:number} aanvragen in {seconds:number} seconden. Wacht even en ga dan verder.',
  },
  'idempotency-key-form': {
    en: 'Use 1 to 255 visible ASCII characters, such as a UUID.',
    nl: 'Gebruik 1 tot 255 zichtbare ASCII-tekens, zoals een UUID.',
  },
  'if-match-form': {
    en: 'Use one ETag as this API gave it, such as "12".',
    nl: 'Gebruik één ETag zoals deze API die gaf, zoals "12".',
  },
  'too-busy-now': {
    en: 'It is too busy now. Nothing has been done. Try again in {seconds:number} seconds.',
    nl: 'Het is nu te druk. Er is niets gebeurd. Probeer het over {seconds:number} seconden opnieuw.',
  },
  'log-not-writable': {
    en: 'The access log does not work now. Try again in a moment.',
    nl: 'Het logboek van inzage werkt nu niet. Probeer het zo opnieuw.',
  },
  'unknown-audience': { en: 'Use one of these: {agencies:text}.', nl: 'Gebruik een van deze: {agencies:text}.' },
  'your-agency-takes-no-part': {
    en: 'Your agency takes no part in the programme of your municipality now.',
    nl: 'Uw organisatie doet nu niet mee in het programma van uw gemeente.',
  },
  'none-of-your-roles': { en: 'None of your roles allows this.', nl: 'Met uw rollen kunt u dit niet doen.' },
  'of-another-municipality': {
    en: 'This belongs to another municipality than yours.',
    nl: 'Dit hoort bij een andere gemeente dan die van u.',
  },
  'second-person-needed': {
    en: 'You asked for this yourself, or the person on whose behalf you work did. A second person has to check it.',
    nl: 'U hebt dit zelf gevraagd, of degene namens wie u werkt. Een tweede persoon moet dit controleren.',
  },
  'has-ended': { en: 'This has ended.', nl: 'Dit is afgelopen.' },
  'nothing-allows-this': { en: 'You have no permission for this.', nl: 'U mag dit niet doen.' },
  'referred-by': {
    en: 'You cannot refer a person. This is done by: {performers:performers}.',
    nl: 'U kunt niemand aanmelden. Dat doet: {performers:performers}.',
  },
  'refer-for-a-municipality': {
    en: 'You can only refer a person for a municipality, and you work for the whole country.',
    nl: 'Aanmelden doet u voor een gemeente. U werkt voor het hele land.',
  },
  'refer-elsewhere': {
    en: 'You can only refer a person to your own municipality.',
    nl: 'U kunt alleen bij uw eigen gemeente aanmelden.',
  },
  'municipality-takes-no-part': {
    en: 'Your municipality does not take part here.',
    nl: 'Uw gemeente doet hier niet mee.',
  },
  'figures-for': {
    en: 'The figures are for coordinators and case directors of a municipality.',
    nl: 'De cijfers zijn voor coördinatoren en casusverantwoordelijken van een gemeente.',
  },
  'figures-of-another': {
    en: 'You have no access to the figures of {municipality:municipality}.',
    nl: 'U hebt geen toegang tot de cijfers van {municipality:municipality}.',
  },
  'only-own-roles': {
    en: 'You can only give your own roles to another person.',
    nl: 'U kunt alleen uw eigen rollen aan een ander geven.',
  },
  'redelivered-by': {
    en: 'Only a coordinator or case director of the municipality can send this again.',
    nl: 'Alleen een coördinator of casusverantwoordelijke van de gemeente kan dit opnieuw versturen.',
  },
  'delegation-ended-by': {
    en: 'Only the person who gave a delegation, or a coordinator, can end it.',
    nl: 'Alleen degene die de vervanging gaf, of een coördinator, kan die beëindigen.',
  },
  'needs-one-token': {
    en: 'Send one token, in the header “Authorization: Bearer …”.',
    nl: 'Stuur één token, in de header “Authorization: Bearer …”.',
  },
  'acting-for-form': {
    en: 'Use the id of one delegation, as GET /v1/delegations gives it.',
    nl: 'Gebruik het id van één vervanging, zoals GET /v1/delegations het geeft.',
  },
  'delegation-has-ended': {
    en: 'This delegation has ended. You can go on in your own roles.',
    nl: 'Deze vervanging is afgelopen. U kunt verder met uw eigen rollen.',
  },
  'no-delegation-to-you': {
    en: 'There is no such delegation to you in your agency and municipality.',
    nl: 'Deze vervanging geldt niet voor u in uw organisatie en gemeente.',
  },
  'to-before-from': {
    en: 'This day comes before the first day. Choose a later day.',
    nl: 'Deze dag ligt voor de eerste dag. Kies een latere dag.',
  },
  'still-in-the-future': {
    en: 'This moment has not come yet. Use a past moment.',
    nl: 'Dit moment is nog niet geweest. Gebruik een moment dat voorbij is.',
  },
  'after-as-of': {
    en: 'What happens after {day:day} is not known yet. Choose an earlier day.',
    nl: 'Wat na {day:day} gebeurt, is nog niet bekend. Kies een eerdere dag.',
  },
  'cohort-not-complete': {
    en: 'The cohort is not complete on {day:day}. Choose a later reference date.',
    nl: 'Het cohort is niet compleet op {day:day}. Kies een latere peildatum.',
  },
  'no-such-class-map': { en: 'There is no such class map.', nl: 'Deze indeling bestaat niet.' },
  'no-such-municipality-here': { en: 'There is no municipality {name:text}.', nl: 'Er is geen gemeente {name:text}.' },
  'most-months': { en: 'Ask for at most {most:number} months.', nl: 'Vraag hoogstens {most:number} maanden op.' },
  'figures-not-made': {
    en: 'These figures cannot be made. Look where it is marked.',
    nl: 'Deze cijfers zijn niet te maken. Kijk waar dat staat aangegeven.',
  },
  'overview-not-made': {
    en: 'This overview cannot be made. Look where it is marked.',
    nl: 'Dit overzicht is niet te maken. Kijk waar dat staat aangegeven.',
  },
  'too-many-streams': {
    en: 'You have {open:number} streams open already. Close one first.',
    nl: 'U hebt al {open:number} stromen open. Sluit er eerst een.',
  },
  'not-your-role': {
    en: 'You do not have this role yourself, so you cannot give it.',
    nl: 'U hebt deze rol zelf niet. U kunt die dus niet geven.',
  },
  'delegation-to-yourself': {
    en: 'A delegation is for a colleague. You act for yourself already.',
    nl: 'Een vervanging is voor een collega. Voor uzelf is dat niet nodig.',
  },
  'delegation-until': {
    en: 'Choose a day from {first:day} to {last:day}.',
    nl: 'Kies een dag van {first:day} tot en met {last:day}.',
  },
  'drafts-in-browser': {
    en: 'Only a browser has drafts. Sign in at a screen, and send no token.',
    nl: 'Alleen een browser heeft concepten. Log in op een scherm en stuur geen token.',
  },
  'settings-changed': {
    en: 'Your settings have changed meanwhile. Read them again, then send yours.',
    nl: 'Uw instellingen zijn intussen veranderd. Haal ze opnieuw op en stuur dan die van u.',
  },
  'no-channel': {
    en: 'This agency has no channel to send to. It finds its work in the work list.',
    nl: 'Deze partij heeft geen adres voor berichten. Zij vindt het werk in de werklijst.',
  },
  'timeline-away': {
    en: 'The timeline is in the register, which does not answer now. Try again in a moment.',
    nl: 'De tijdlijn staat in het register. Dat antwoordt nu niet. Probeer het zo nog eens.',
  },
  'filter-of-municipality': {
    en: 'Only the municipality can ask for this. Leave this filter out.',
    nl: 'Alleen de gemeente kan hierom vragen. Laat dit filter weg.',
  },
  'suspension-in-order': {
    en: 'Give both the first and the last day of the suspension, in their order.',
    nl: 'Geef de eerste en de laatste dag van de opschorting, in die volgorde.',
  },
  'is-being-erased': {
    en: 'This trajectory is being erased. Nothing can be done in it any more.',
    nl: 'Dit traject wordt gewist. U kunt er niets meer in doen.',
  },
  'has-later-open-trajectory': {
    en: 'This person has a later trajectory, {id:text}, which is open. Go on there.',
    nl: 'Deze persoon heeft een later traject, {id:text}, en dat is open. Ga daar verder.',
  },
  'has-later-closed-trajectory': {
    en: 'This person has a later trajectory, {id:text}, which is closed. Reopen that one.',
    nl: 'Deze persoon heeft een later traject, {id:text}, en dat is gesloten. Heropen dat traject.',
  },
  'not-to-be-reopened': {
    en: 'This trajectory cannot be reopened. Refer the person again, or ask a coordinator who works for the whole country.',
    nl: 'Dit traject kunt u niet heropenen. Meld de persoon opnieuw aan, of vraag een coördinator die voor het hele land werkt.',
  },
  'not-recorded-yet': {
    en: 'The record of this trajectory is not complete yet. Send the same request again in a moment.',
    nl: 'Het register heeft van dit traject nog niet alles. Stuur hetzelfde zo opnieuw.',
  },
  'referred-with-this-key': {
    en: 'You sent this referral before, and it belongs to another municipality now. Is this another person? Then begin a new referral.',
    nl: 'U hebt deze aanmelding al verstuurd. Die hoort nu bij een andere gemeente. Is dit iemand anders? Begin dan een nieuwe aanmelding.',
  },
  'open-elsewhere': {
    en: 'This person has an open trajectory in one of the municipalities. Ask your coordinator to have it transferred. Is one of the two numbers wrong? Refer the person without a number and add it afterwards. A colleague checks it, and both municipalities are told.',
    nl: 'Deze persoon heeft al een open traject in een van de gemeenten. Vraag uw coördinator om overdracht. Is een van de twee nummers fout? Meld de persoon dan aan zonder nummer en voeg het later toe. Een collega controleert het en beide gemeenten krijgen bericht.',
  },
  'token-expired': {
    en: 'The token has expired. Get a new one and try again.',
    nl: 'Het token is verlopen. Vraag een nieuw token en probeer het opnieuw.',
  },
  'token-not-accepted': {
    en: 'This service does not accept this token.',
    nl: 'Deze dienst accepteert dit token niet.',
  },
  'send-as-json': { en: 'Send the body as application/json.', nl: 'Stuur de inhoud als application/json.' },
  'other-site': {
    en: 'With a session, only a page of Bestendig itself can ask for this.',
    nl: 'Met een sessie kan alleen een pagina van Bestendig zelf dit vragen.',
  },
  'identity-away': {
    en: 'The sign-in service of your organisation does not answer. Try again in a moment.',
    nl: 'De inlogdienst van uw organisatie antwoordt niet. Probeer het zo nog eens.',
  },
  'claims-missing': {
    en: 'Your account does not say for whom you work. Ask your administrator to look at: {claims:text}.',
    nl: 'In uw account staat niet voor wie u werkt. Vraag uw beheerder om te kijken naar: {claims:text}.',
  },
  'claim-municipality-unknown': {
    en: 'The municipality {municipality:text} does not take part here.',
    nl: 'De gemeente {municipality:text} doet hier niet mee.',
  },
  'claim-municipality-missing': {
    en: 'Your account names no municipality. Only these roles work without one: {roles:text}.',
    nl: 'In uw account staat geen gemeente. Alleen deze rollen kunnen zonder: {roles:text}.',
  },
  'claim-roles-unknown': {
    en: 'Your account has no role that counts here. These roles do: {roles:text}.',
    nl: 'In uw account staat geen rol die hier telt. Deze rollen tellen wel: {roles:text}.',
  },
  'not-a-valid-number': { en: 'This number is not valid.', nl: 'Dit nummer klopt niet.' },
  'no-such-entry': {
    en: 'There is no entry {number:number} on the timeline. Use the number of an entry that is there.',
    nl: 'Er is geen regel {number:number} op de tijdlijn. Gebruik het nummer van een regel die er is.',
  },
  'year-form': { en: 'Use a year from 1900 to 2199.', nl: 'Gebruik een jaar van 1900 tot en met 2199.' },
  'subject-form': { en: 'Use 1 to 200 characters without spaces.', nl: 'Gebruik 1 tot 200 tekens zonder spaties.' },
  'position-form': { en: 'This API did not hand out this position.', nl: 'Deze positie komt niet van deze API.' },
  'code-form': { en: 'Use a code or a date, without spaces.', nl: 'Gebruik een code of een datum, zonder spaties.' },
  'id-form': {
    en: 'Use letters, digits and hyphens, such as a UUID.',
    nl: 'Gebruik letters, cijfers en streepjes, zoals een UUID.',
  },
  'page-form': {
    en: 'Use the name of a screen, in small letters.',
    nl: 'Gebruik de naam van een scherm, in kleine letters.',
  },
  'view-too-large': {
    en: 'This view is too large. Leave some filters out.',
    nl: 'Deze weergave is te groot. Laat een paar filters weg.',
  },
  'views-same-id': { en: 'Two views have the same id.', nl: 'Twee weergaven hebben hetzelfde id.' },
  'search-by-one': { en: 'Search by one thing at a time.', nl: 'Zoek op één ding tegelijk.' },
  'trajectory-twice': { en: 'Name each trajectory once.', nl: 'Noem elk traject één keer.' },
});
