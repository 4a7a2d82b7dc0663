import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DataTable } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ErrorState } from '../../kit/ErrorState.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { formatBytes } from '../../kit/formatBytes.ts';
import { Loading } from '../../kit/Loading.tsx';
import { Note } from '../../kit/Note.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import { useDebounced } from '../../kit/useDebounced.ts';
import { useDroppedFiles } from '../../kit/useDroppedFiles.ts';
import { useSearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar } from '../../kit/WorkLayout.tsx';
import { Editor, EmptyActions } from './Editor.tsx';
import { example } from './example.ts';
import css from './Lint.module.css';
import type { Source } from './readManifests.ts';
import type { Remark } from './remark.ts';
import { RemarkWords, remarkColumns } from './remarkColumns.tsx';
import { countsOf, reportFile, reportText, summary } from './reportText.ts';
import { type LintSearch, lintSearch, severities } from './search.ts';
import { bytesOf, mostBytes, pasted, readSources, textOfFile, withFiles, withText } from './sources.ts';
import { useKept } from './useKept.ts';
import { useLintCluster } from './useLintCluster.ts';
import { useLintReport } from './useLintReport.ts';

const route = getRouteApi('/lint');
const words = { critical: 'errors', warning: 'warnings', info: 'what it gets' } as const;
const lineHeight = 18;

/** Manifests held against this cluster before they are applied: what each gets, what is refused, and where that stands. */
export function LintPage() {
  const search = route.useSearch();
  const { change } = useSearchPatch<LintSearch>(route.useNavigate());
  const [kept, keep, isKept] = useKept('cidrscape.lint.manifests');
  const [keptNamespace, keepNamespace] = useKept('cidrscape.lint.namespace');
  const namespace = keptNamespace ?? 'default';
  const list = useMemo(() => readSources(kept), [kept]);
  const setList = (next: readonly Source[]) => keep(JSON.stringify(next));
  const [chosen, setShown] = useState<string>();
  const shown = list.some(({ name }) => name === chosen) ? (chosen ?? pasted) : (list[0]?.name ?? pasted);
  const [refused, setRefused] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  const settled = useDebounced(list, 250);
  const bytes = useMemo(() => bytesOf(settled), [settled]);
  const isHuge = bytes > mostBytes;
  const isEmpty = list.every(({ text }) => text.trim() === '');
  const { cluster, error, cut, refresh } = useLintCluster();
  const { report, busy } = useLintReport(isHuge ? none : settled, cluster, useDebounced(namespace, 250) || 'default');

  const said = !report || busy || isEmpty || isHuge ? undefined : summary(report);
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);

  const take = async (files: readonly File[]) => {
    let next = list;
    let size = bytesOf(list);
    const refusals: string[] = [];
    for (const file of files) {
      // A file that is refused is not read either.
      if (size + file.size > mostBytes)
        refusals.push(`${file.name} (${formatBytes(file.size)}, and together at most ${formatBytes(mostBytes)} are read)`);
      else {
        const text = await textOfFile(file);
        if (text === undefined) refusals.push(`${file.name} (no text)`);
        else {
          size += file.size;
          next = withFiles(next, [{ name: file.name, text }]);
        }
      }
    }
    const text = refusals.length === 0 ? '' : `Not taken: ${refusals.join(', ')}.`;
    setRefused(text);
    if (text !== '') announce(text);
    if (next === list) return;
    setList(next.filter(({ name, text }) => name !== pasted || text.trim() !== ''));
    setShown(next.at(-1)?.name);
  };
  const isOver = useDroppedFiles(true, (files) => void take(files));
  const showLine = ({ source, line }: Remark) => {
    setShown(source);
    // The text of another file is there only after it has been drawn.
    setTimeout(() => {
      const area = field.current;
      if (!area) return;
      const before = area.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0);
      const end = area.value.indexOf('\n', start);
      area.focus();
      area.setSelectionRange(start, end < 0 ? area.value.length : end);
      area.scrollTop = Math.max(0, (line - 6) * lineHeight);
    });
  };

  const remarks = useMemo(() => report?.remarks ?? [], [report]);
  const rows = useMemo(
    () => (search.severity === undefined ? remarks : remarks.filter(({ severity }) => severity === search.severity)),
    [remarks, search.severity],
  );
  const counts = useMemo(() => countsOf(remarks), [remarks]);
  const keys = useMemo(() => new Map(remarks.map((remark, at) => [remark, String(at)])), [remarks]);
  const groups = useMemo(
    () =>
      list.length > 1
        ? { of: ({ source }: Remark) => source, head: (name: string) => <span className={css.source}>{name}</span>, count: list.length }
        : undefined,
    [list],
  );

  return (
    <div className={css.page}>
      <PageTitle title="Lint" hidden />
      <Toolbar
        end={
          <>
            {report && !isEmpty && <CopyButton text={reportText({ ...report, remarks: rows })}>Copy report</CopyButton>}
            <ExportMenu name="lint" columns={reportFile} rows={isEmpty ? [] : rows} />
          </>
        }
      >
        <Button onClick={() => picker.current?.click()}>Open files</Button>
        {list.length > 0 && (
          <Button
            onClick={() => {
              setList([]);
              setRefused('');
              field.current?.focus();
            }}
          >
            Clear
          </Button>
        )}
        <label className={css.namespace}>
          Namespace where none is named
          <input
            type="text"
            value={namespace}
            maxLength={63}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => keepNamespace(event.currentTarget.value.trim())}
          />
        </label>
        <FilterSelect
          label="Show"
          none="all"
          value={search.severity}
          options={severities.map((value) => ({ value, label: words[value] }))}
          onChange={(value) => change({ severity: lintSearch({ severity: value }).severity })}
        />
        {said !== undefined && <span className={css.summary}>{said}</span>}
      </Toolbar>
      <div className={css.columns}>
        <Editor
          list={list}
          shown={shown}
          field={field}
          picker={picker}
          isOver={isOver}
          onShow={setShown}
          onText={(text) => setList(withText(list, shown, text))}
          onFiles={(files) => void take(files)}
          onRemove={(name) => setList(list.filter((one) => one.name !== name))}
        />
        <section className={css.report} aria-label="Report">
          <div className={css.notes}>
            {refused !== '' && <Note tone="warning">{refused}</Note>}
            {!isKept && <Note>This is too large for the tab to keep: after a reload it is gone. It is linted all the same.</Note>}
            {cut && <Note tone="warning">Only the first Services of the cluster are compared: there are more than are read at once.</Note>}
            {cluster?.services === null && (
              <Note>Services are not read: every Service here is taken for a new one, and who holds an address is not known.</Note>
            )}
            {isHuge && (
              <Note tone="warning">
                <strong>{formatBytes(bytes)} are more than are read at once.</strong> At most {formatBytes(mostBytes)}: take a part of it
                away. Nothing of the text is lost.
              </Note>
            )}
          </div>
          {!cluster && error ? (
            <div className={css.state}>
              <ErrorState error={error} retry={refresh} />
            </div>
          ) : isEmpty ? (
            <div className={css.state}>
              <Empty
                title="What would these manifests get here?"
                action={<EmptyActions onPick={() => picker.current?.click()} onExample={() => setList(withText(list, shown, example))} />}
              >
                Services: their families and addresses, as new ones or as a change. ServiceCIDRs and the pools of Calico, Cilium, MetalLB
                and kubeadm: size and overlaps. NetworkPolicies: their families. Errors have their line.
              </Empty>
            </div>
          ) : isHuge ? null : !report ? (
            <div className={css.state}>
              <Loading label="Reading the cluster" lines={6} />
            </div>
          ) : (
            <DataTable
              label="Report"
              columns={remarkColumns}
              rows={rows}
              rowKey={(remark) => keys.get(remark) ?? ''}
              rowLabel={({ severity, line, object, text }) =>
                `${severity === 'critical' ? 'error' : severity}, line ${line}: ${object} ${text}`
              }
              groups={groups}
              total={rows.length}
              onSelect={showLine}
              rowHeight={36}
              pending={busy}
              narrowRow={(remark) => (
                <StackedRow>
                  <RemarkWords remark={remark} />
                  <span className="dim">{remark.line}</span>
                </StackedRow>
              )}
              empty={
                <NothingSaid all={remarks.length} others={report.others} counts={counts} onAll={() => change({ severity: undefined })} />
              }
            />
          )}
        </section>
      </div>
    </div>
  );
}

const none: readonly Source[] = [];

function NothingSaid({
  all,
  others,
  counts,
  onAll,
}: {
  all: number;
  others: ReadonlyMap<string, number>;
  counts: ReturnType<typeof countsOf>;
  onAll: () => void;
}) {
  if (all > 0)
    return (
      <Empty title="None of these" action={<Button onClick={onAll}>Show all</Button>}>
        There are {counts.critical} errors, {counts.warning} warnings and {counts.info} remarks on what it gets.
      </Empty>
    );
  return (
    <Empty title="Nothing here holds an address">
      {others.size === 0 ? 'There is no Kubernetes object in it.' : `Its kinds hold nothing to look at: ${[...others.keys()].join(', ')}.`}
    </Empty>
  );
}
