// Adds the column label to every row and drops deletes.
package main

import "tivalve.local/plugin"

type transform struct {
	plugin.Base
	label string
}

func (t *transform) Init(config *plugin.JSON, _ plugin.Context) plugin.Status {
	t.label = config.TextOf("label")
	return plugin.OK()
}

func (t *transform) Transform(batch *plugin.Batch, out *plugin.BatchWriter) plugin.Status {
	if batch.Table == nil {
		return plugin.Failed("rows of a table that was not added", nil)
	}
	// Columns that the manifest adds stand behind the table's own.
	label := len(batch.Table.Columns)
	for row := range batch.Rows {
		if batch.Op(row) == plugin.Delete {
			continue
		}
		out.Keep(row)
		out.After.SetText(label, t.label)
	}
	return plugin.OK()
}

func init() { plugin.Register(&transform{}) }

func main() {}
