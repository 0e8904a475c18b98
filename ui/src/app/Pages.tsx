// Which view stands in the frame.

import { AttentionPage } from '../features/attention/AttentionPage';
import { CasePage } from '../features/case/CasePage';
import { DraftsPage } from '../features/letters/DraftsPage';
import { LetterPage } from '../features/letter/LetterPage';
import { ListPage } from '../features/list/ListPage';
import { RatesPage } from '../features/rates/RatesPage';
import { RegisterPage } from '../features/register/RegisterPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import { SignOffPage } from '../features/signoff/SignOffPage';
import { TodayPage } from '../features/today/TodayPage';
import { VisitPage } from '../features/visit/VisitPage';
import { VisitsPage } from '../features/visits/VisitsPage';
import { useRoute } from './route';

export function Pages() {
  const route = useRoute();
  switch (route.at) {
    case 'today':
      return <TodayPage />;
    case 'list':
      return <ListPage view={route.view} key={route.view} />;
    case 'case':
      return <CasePage caseId={route.case} from={route.from} />;
    case 'visit':
      return <VisitPage caseId={route.case} from={route.from} key={route.case} />;
    case 'letter':
      return (
        <LetterPage
          caseId={route.case}
          kind={route.kind}
          letterId={route.letter}
          from={route.from}
          key={`${route.case}/${route.letter ?? route.kind}`}
        />
      );
    case 'drafts':
      return <DraftsPage list="drafts" key="drafts" />;
    case 'submitted':
      return <DraftsPage list="submitted" key="submitted" />;
    case 'register':
      return <RegisterPage />;
    case 'signoff':
      return <SignOffPage />;
    case 'rates':
      return <RatesPage />;
    case 'visits':
      return <VisitsPage />;
    case 'attention':
      return <AttentionPage />;
    case 'settings':
      return <SettingsPage />;
  }
}
