import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { routes } from './routes.ts'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App routes={routes} />)
