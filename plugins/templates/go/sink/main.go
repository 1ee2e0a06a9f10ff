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

func (s *sink) Rows(batch *plugin.Batch, verdicts *plugin.Verdicts) plugin.Status {
	after, before := batch.AfterNamed("id"), batch.BeforeNamed("id")
	if after == nil || before == nil {
		return plugin.Refused("the table has no column id")
	}
	for row := range batch.Rows {
		op, id := batch.Op(row), after
		if op == plugin.Delete {
			id = before
		}
		if id.IsNull(row) {
			verdicts.DeadLetter(row, "id is NULL")
			continue
		}
		line := s.greeting + " " + op.String() + " " + id.Text(row) + " " + strconv.FormatUint(batch.CommitTs(row), 10) + "\n"
		s.lines = append(s.lines, line...)
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
