// What `stemma serve` answers over an archive (serve/openapi.json). The only part of the page that asks anybody anything.

export interface ArchivePassage { words: number; question: [number, number]; document: [number, number]; text: string }
export interface ArchiveMatch {
  id: string; story: number; title: string | null; outlet: string | null; published: string | null; language: string; source: string;
  share_question: number; share_document: number; passages: ArchivePassage[];
}
export interface ArchiveAnswer { format: string; suspects: number; looked_at: number; matches: ArchiveMatch[]; damaged: string[] }
export interface ArchiveStory { story: number; title: string | null; documents: number; first_published: string | null; last_published: string | null }
export interface ArchiveStats { documents: number; stories: number; text_bytes: number; damaged: string[] }
export interface Question { text: string; since?: string; until?: string; outlet?: string; language?: string }

/** Whether this page was served over an archive, and carries no report. */
export function is_archive(): boolean {
  const raw = document.getElementById("stemma-data")?.textContent ?? "";
  return raw.length < 100 && raw.includes('"stemma.archive/1"');
}

/** Throws an Error whose message can be shown. */
async function asked<Answer>(path: string, question?: Question): Promise<Answer> {
  let reply: Response;
  try {
    reply = await fetch(path, question === undefined ? {} : { method: "POST", body: JSON.stringify(question) });
  } catch {
    throw new Error("The server does not answer. Is `stemma serve` still running?");
  }
  const answer: unknown = await reply.json();
  if (!reply.ok) throw new Error((answer as { error?: string }).error ?? `The server answered ${reply.status}.`);
  return answer as Answer;
}

export const query = (question: Question): Promise<ArchiveAnswer> => asked("api/v1/query", question);
export const stories = (): Promise<ArchiveStory[]> => asked("api/v1/stories?most=50");
export const stats = (): Promise<ArchiveStats> => asked("api/v1/stats");
