// Package plugin is the SDK for WebAssembly plugins of TiValve: batches read where they lie, answers of transforms, and the
// host's bindings.
//
//	type counter struct{ plugin.Base }
//
//	func (counter) Rows(batch *plugin.Batch, verdicts *plugin.Verdicts) plugin.Status { … }
//
//	func init() { plugin.Register(&counter{}) }
//	func main() {}
package plugin

import "strings"

// Context is what a plugin is told when it starts, beside its configuration.
type Context struct {
	Changefeed, Instance string
	Epoch                uint64
}

// Plugin is the operations. What a plugin leaves to Base answers 404, and the host does not ask again.
type Plugin interface {
	// Init comes once, first. config has the defaults of the manifest's schema.
	Init(config *JSON, context Context) Status
	// AddTable comes before a table's first rows, and again when its schema has changed.
	AddTable(table *Table) Status
	// Rows takes rows, for a sink.
	Rows(batch *Batch, verdicts *Verdicts) Status
	// Transform takes rows, for a transform.
	Transform(batch *Batch, out *BatchWriter) Status
	// Flush answers OK when what is buffered of the table up to resolvedTs is durable.
	Flush(tableID, resolvedTs uint64) Status
	DDL(ddl *JSON) Status
	Checkpoint(ts uint64, tables []*JSON) Status
	RemoveTable(tableID uint64) Status
	Close() Status
	// StateExport answers with what the next version of the plugin is to know.
	StateExport() ([]byte, Status)
	StateImport(fromVersion string, state []byte) Status
	SelfTest() Status
	// Other is any other operation; its answer is given as it is, nil is 404.
	Other(operation string, payload []byte) []byte
}

// Base is to be embedded: it has every operation, and does none.
type Base struct{}

func (Base) Init(*JSON, Context) Status            { return Missing() }
func (Base) AddTable(*Table) Status                { return OK() }
func (Base) Rows(*Batch, *Verdicts) Status         { return Missing() }
func (Base) Transform(*Batch, *BatchWriter) Status { return Missing() }
func (Base) Flush(_, _ uint64) Status              { return Missing() }
func (Base) DDL(*JSON) Status                      { return Missing() }
func (Base) Checkpoint(uint64, []*JSON) Status     { return Missing() }
func (Base) RemoveTable(uint64) Status             { return OK() }
func (Base) Close() Status                         { return Missing() }
func (Base) StateExport() ([]byte, Status)         { return nil, Missing() }
func (Base) StateImport(string, []byte) Status     { return Missing() }
func (Base) SelfTest() Status                      { return Missing() }
func (Base) Other(string, []byte) []byte           { return nil }

var (
	registered Plugin = Base{}
	tables            = map[uint64]*Table{}
)

// Register names the plugin of this module.
func Register(plugin Plugin) { registered = plugin }

// TableOf is what sink_add_table told of a physical table; nil when it did not.
func TableOf(tableID uint64) *Table { return tables[tableID] }

func malformed() Status { return Refused("payload is not what this operation takes") }

func answerTo(operation string, payload []byte) []byte {
	switch operation {
	case "sink_emit_row_changed_events":
		return rows(payload)
	case "transform_rows":
		return transform(payload)
	case "sink_close":
		return registered.Close().json("")
	case "plugin_self_test":
		return registered.SelfTest().json("")
	case "state_export":
		state, status := registered.StateExport()
		if status.Code != 200 {
			return status.json("")
		}
		return status.json(`,"state":"` + ToBase64(state) + `"`)
	}
	if operation == "plugin_init" || operation == "state_import" || strings.HasPrefix(operation, "sink_") {
		return withJSON(operation, payload).json("")
	}
	if answer := registered.Other(operation, payload); answer != nil {
		return answer
	}
	return Missing().json("")
}

func rows(payload []byte) []byte {
	batch := ReadBatch(payload)
	if batch == nil {
		return malformed().json("")
	}
	var verdicts Verdicts
	status := registered.Rows(batch, &verdicts)
	if status.Code != 200 {
		return status.json("")
	}
	return status.json(verdicts.field())
}

func transform(payload []byte) []byte {
	batch := ReadBatch(payload)
	if batch == nil {
		return malformed().json("")
	}
	out := &BatchWriter{batch: batch}
	status := registered.Transform(batch, out)
	switch {
	case status.Code != 200:
		return status.json("")
	case out.unchanged():
		return []byte(`{"code":200,"unchanged":true}`)
	case len(out.sources) == 0:
		return []byte(`{"code":200,"rows":[]}`)
	}
	answer, mistake := out.finish()
	if mistake != "" {
		return Failed(mistake, nil).json("")
	}
	return answer
}

func withJSON(operation string, payload []byte) Status {
	json := ParseJSON(payload)
	if json == nil || json.Kind != Object {
		return malformed()
	}
	switch operation {
	case "plugin_init":
		config := json.Get("config")
		if config == nil {
			return malformed()
		}
		context := Context{json.TextOf("changefeed"), json.TextOf("instance"), uint64(json.NumberOf("epoch"))}
		return registered.Init(config, context)
	case "sink_add_table":
		table := newTable(json)
		status := registered.AddTable(table)
		if status.Code == 200 {
			tables[table.ID] = table
		}
		return status
	case "sink_remove_table":
		tableID := json.Uint64Of("table_id")
		status := registered.RemoveTable(tableID)
		if status.Code == 200 {
			delete(tables, tableID)
		}
		return status
	case "sink_flush_row_changed_events":
		resolvedTs := json.Uint64Of("resolved_ts")
		status := registered.Flush(json.Uint64Of("table_id"), resolvedTs)
		if status.Code == 200 && status.flushedTs == 0 {
			status.flushedTs = resolvedTs
		}
		return status
	case "sink_emit_ddl_event":
		return registered.DDL(json)
	case "sink_emit_checkpoint_ts":
		return registered.Checkpoint(json.Uint64Of("ts"), json.ListOf("tables"))
	case "state_import":
		state, ok := FromBase64(json.TextOf("state"))
		if !ok {
			return malformed()
		}
		return registered.StateImport(json.TextOf("from_version"), state)
	}
	return Missing()
}
