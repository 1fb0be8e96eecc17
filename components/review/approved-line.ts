/** An approved report as the queue shows it. */
export interface ApprovedLine {
  versionId: string;
  revision: number;
  unitCode: string;
  unitName: string;
}
