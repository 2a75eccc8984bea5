import { ApiProblem } from '../../api/problem.ts';
import { useFilters } from '../../components/address.ts';
import { Alert, Button } from '../../components/basic.tsx';
import { Page } from '../../components/Page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import '../../styles/coordinator.css';
import '../../styles/print.css';
import { csvAddress, questionOf, statisticsFilters, useStatistics } from './asking.ts';
import { Explained } from './Explained.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { StatisticsFilters } from './StatisticsFilters.tsx';
import { statisticsTexts } from './words.ts';
import { Wrong } from './Wrong.tsx';

export default function StatisticsScreen() {
  const t = useTexts(statisticsTexts);
  const formats = useFormats();
  const { language, say } = useLanguage();
  const { values, set } = useFilters(statisticsFilters);
  const question = questionOf(values);
  const statistics = useStatistics(question);
  const table = statistics.data;
  const isWrong = statistics.error instanceof ApiProblem && statistics.error.status === 400;
  return (
    <Page title={t.title} intro={t.intro}>
      <StatisticsFilters values={values} set={set} />
      {isWrong && <Wrong problem={statistics.error as ApiProblem} />}
      {!isWrong && statistics.error && !table && (
        <Failed error={statistics.error} again={() => void statistics.refetch()} />
      )}
      {!statistics.error && !table && <Loading />}
      {table && !isWrong && (
        <>
          {question.asOf !== undefined && (
            <Alert>
              <p>{t.asKnown(formats.instant(table.asOf))}</p>
            </Alert>
          )}
          <div className="b-row b-row--apart">
            <p className="utrecht-paragraph">
              {t[table.view]}. {t.about(...days(table.window, formats.day))} {t.made(formats.instant(table.asOf))}
            </p>
            <div className="b-row b-no-print">
              <Button onClick={() => window.print()}>{t.print}</Button>
              <a className="utrecht-link" href={csvAddress(question, language)} download>
                {t.csv}
              </a>
            </div>
          </div>
          <p className="utrecht-paragraph b-soft">{say(table.population)}</p>
          <FiguresTable table={table} />
          <Explained table={table} />
        </>
      )}
    </Page>
  );
}

function days(window: { from: string; to: string; on: string }, said: (day: string) => string) {
  return [said(window.from), said(window.to), said(window.on)] as const;
}
