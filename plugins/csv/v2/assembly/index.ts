// Version 2 of the CSV sink: the first one, with the time of the commit behind its ts.
import { addColumn } from "../../assembly/writer";
import { CommitTime } from "./commitTime";

export { __guest_call } from "../../assembly/index";

addColumn(new CommitTime());
