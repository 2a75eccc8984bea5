import { storiesOf, type Story } from './stories.js';

/** Twenty-five people in two municipalities and around them: what happened, on which day, and when it was recorded. */
export const lifeStories = (): Story[] =>
  storiesOf(
    `
  Ada, eindhoven: referred 2025-01-10; intake 2025-01-20; discussed 2025-01-30 RETURN (known 2025-02-03); admitted 2025-02-10; sheltered 2025-02-12
  Bob, eindhoven: referred 2025-01-15; intake 2025-01-25; sheltered 2025-01-25; admitted 2025-03-01 LEGALISATION; left 2025-11-20 RETURNED_INDEPENDENT (known 2025-11-25)
  Cem, eindhoven: referred 2025-02-01; intake 2025-02-11; admitted 2025-03-10 RETURN; transferred 2026-02-01 groningen
  Dee, eindhoven: referred 2025-09-01; withdrew 2025-09-15 (known 2026-01-20)
  Eva, eindhoven: referred 2025-10-01; intake 2025-10-11; admitted 2026-01-15; sheltered 2026-01-20 (known 2026-02-02)
  Fay, groningen: referred 2025-03-01; intake 2025-03-11; sheltered 2025-03-15; admitted 2025-04-01 ONWARD_MIGRATION; unsheltered 2025-10-01; sheltered 2026-02-01
  Gio, groningen: referred 2025-03-05; intake 2025-03-20; refused 2025-04-15; left 2025-05-01 REFUSED_AT_ADMISSION
  Han, groningen: referred 2025-04-01; intake 2025-04-11; refused 2025-05-10; objected 2025-05-20; upheld 2026-02-10 2025-05-10
  Ivy, groningen: referred 2025-05-01; intake 2025-05-11; admitted 2025-06-01 RETURN; left 2025-12-10 MOB (known 2026-01-10)
  Jan, groningen: referred 2025-06-01; intake 2025-06-11; admitted 2025-07-01 LEGALISATION; sheltered 2025-07-01; left 2025-12-31 RESIDENCE_GRANTED
  Kim, groningen: referred 2025-06-15; intake 2025-06-25; admitted 2025-07-15 LEGALISATION; sheltered 2025-07-15; transferred 2025-10-01 eindhoven
  Leo, utrecht: referred 2025-02-01; intake 2025-02-11; admitted 2025-03-01 RETURN; transferred 2025-08-01 eindhoven
  Mia, eindhoven: referred 2025-02-10; intake 2025-02-20; admitted 2025-03-20 RETURN; transferred 2025-12-15 utrecht
  Noa, eindhoven: referred 2025-11-01; sheltered 2025-11-05 (known 2025-11-10)
  Oz, eindhoven: referred 2025-11-10; intake 2025-11-20; transferred 2026-01-10 groningen
  Pia, groningen: referred 2025-11-15 (known 2026-01-05)
  Qi, groningen: referred 2025-07-01; duplicate 2025-07-10
  Rik, eindhoven: referred 2025-01-05; intake 2025-01-15; admitted 2025-02-01 RETURN; sheltered 2025-02-01; left 2025-05-01 MOB
  Ria after Rik, groningen: referred 2025-12-01
  Sam, eindhoven: referred 2025-08-01; intake 2025-08-11; admitted 2025-09-01 RETURN; sheltered 2025-09-01; left 2025-11-30 MOB; reopened 2026-01-15
  Tom, groningen: referred 2025-08-05; intake 2025-08-15; discussed 2025-09-05 UNDER_INVESTIGATION; admitted 2025-09-10; direction 2026-02-01 LEGALISATION
  Uma, groningen: referred 2025-09-10; intake 2025-09-20; ended 2025-10-05 DECEASED (known 2025-10-10)
  Vic, eindhoven: referred 2024-12-01; intake 2024-12-11; admitted 2024-12-20 RETURN; sheltered 2024-12-20; left 2025-02-15 RETURNED_INDEPENDENT
  Wim, groningen: referred 2024-11-01; intake 2024-11-11; admitted 2024-12-01 RETURN; sheltered 2024-12-01; suspended 2025-06-01
  Xia, eindhoven: referred 2025-12-20; escalated 2026-01-10; answered 2026-03-05 RETURN; intake 2026-03-10
  `,
    ['eindhoven', 'groningen', 'utrecht'],
  );
