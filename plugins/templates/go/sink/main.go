// Writes a line for each row to rows.log in the granted folder out.
package main

import (
	"strconv"

	"tivalve.local/plugin"
)

type sink struct {
	plugin.Base
	greeting string
	// Lines that wait for a flush.
	lines []byte
}

func (s *sink) Init(config *plugin.JSON, _ plugin.Context) plugin.Status {
	s.greeting = config.TextOf("greeting")
	return plugin.OK()
}

func (s *sink) Rows(batch *plugin.Batch, _ *plugin.Verdicts) plugin.Status {
	table := batch.Table
	if table == nil {
		return plugin.Failed("rows of a table that was not added", nil)
	}
	for row := range batch.Rows {
		op, columns := batch.Op(row), batch.After
		// After the change a delete has no values, before it an insert has none.
		if op == plugin.Delete {
			columns = batch.Before
		}
		line := s.greeting + " " + op.String() + " " + table.DB + "." + table.Name
		for _, column := range columns {
			line += " " + table.Columns[column.Position].Name + "="
			if text, ok := column.ToText(row); ok {
				line += plugin.Quote(text)
			} else {
				line += "NULL"
			}
		}
		s.lines = append(s.lines, line+" "+strconv.FormatUint(batch.CommitTs(row), 10)+"\n"...)
	}
	return plugin.OK()
}

// Flush answers when the lines are on the disk: TiValve does not hand them over again after that.
func (s *sink) Flush(_, _ uint64) plugin.Status {
	if len(s.lines) == 0 {
		return plugin.OK()
	}
	if err := plugin.FSAppend("out", "rows.log", s.lines); err != nil {
		return plugin.Failed("rows.log", err)
	}
	if err := plugin.FSFlush("out", "rows.log"); err != nil {
		return plugin.Failed("rows.log", err)
	}
	s.lines = s.lines[:0]
	return plugin.OK()
}

func init() { plugin.Register(&sink{}) }

func main() {}
