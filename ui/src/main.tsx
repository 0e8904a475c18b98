import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { openHost } from './host';
import './styles/index.css';

dayjs.locale('zh-cn');

const root = document.getElementById('root');
if (root !== null) {
  void openHost().then((host) => {
    createRoot(root).render(
      <StrictMode>
        <App host={host} />
      </StrictMode>,
    );
  });
}
