"use client";

import clsx from "clsx";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { PanelTab } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";

interface Props {
  labels: Record<PanelTab, string>;
  panels: Record<PanelTab, ReactNode>;
}

const tabs: readonly PanelTab[] = ["checks", "comments", "source"];

const Panels = createContext<Props["panels"] | null>(null);

/** Beside the figures: what is wrong with them, what the bureau says of them, where they come from. */
export function DeskPanel({ labels, panels }: Props) {
  const { checks, comments, source } = labels;
  // Tabs measure all that is in them whenever they are rendered: with every change of a panel, were the frame not kept.
  const frame = useMemo(() => <Frame labels={{ checks, comments, source }} />, [checks, comments, source]);
  return <Panels value={panels}>{frame}</Panels>;
}

function Frame({ labels }: Pick<Props, "labels">) {
  const { ways } = useDeskActs();
  const tab = useDesk(({ place }) => place.tab);
  return (
    <Tabs
      selectedKey={tab}
      onSelectionChange={(key) => ways.setTab(key as PanelTab)}
      className="border border-line bg-surface"
    >
      <TabList aria-label="审核与来源" className="flex border-b border-line">
        {tabs.map((id) => (
          <Tab
            key={id}
            id={id}
            className={clsx(
              "-mb-px cursor-pointer border-b-2 border-transparent px-3 py-1.5 whitespace-nowrap",
              "pointer-coarse:min-h-10 data-focus-visible:outline-2 data-selected:border-accent data-selected:font-semibold",
            )}
          >
            {labels[id]}
          </Tab>
        ))}
      </TabList>
      {tabs.map((id) => (
        // All stay mounted: a half-written answer must survive a look at the checks.
        <TabPanel key={id} id={id} shouldForceMount className="p-3 data-inert:hidden">
          <Body id={id} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function Body({ id }: { id: PanelTab }) {
  return useContext(Panels)?.[id];
}
