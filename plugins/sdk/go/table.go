package plugin

// Kind tells how the values of a column are kept in a batch.
type Kind uint8

const (
	KindInt64 Kind = iota + 1
	KindUint64
	KindFloat64
	KindFloat32
	KindText
	KindBytes
)

// String is what documents and messages call a kind.
func (k Kind) String() string {
	return [...]string{"", "i64", "u64", "f64", "f32", "text", "bytes"}[k]
}

// Bytes of a value; 0 for text and bytes.
func (k Kind) width() int {
	switch k {
	case KindText, KindBytes:
		return 0
	case KindFloat32:
		return 4
	}
	return 8
}

// ColumnInfo is what is known of a column.
type ColumnInfo struct {
	Name string
	// MySQL's type: varchar(64), bigint(20) unsigned.
	Type                                   string
	Nullable, Unsigned, Binary, PrimaryKey bool
	Kind                                   Kind
}

// Table is a physical table in one schema, as sink_add_table told it.
type Table struct {
	ID, LogicalID uint64
	SchemaVersion uint32
	DB, Name      string
	Key           []string
	Columns       []ColumnInfo
}

// PositionOf is −1 when there is no such column.
func (t *Table) PositionOf(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

func newTable(json *JSON) *Table {
	table := &Table{
		ID:            json.Uint64Of("table_id"),
		LogicalID:     json.Uint64Of("logical_id"),
		SchemaVersion: uint32(json.NumberOf("schema_version")),
		DB:            json.TextOf("db"),
		Name:          json.TextOf("table"),
	}
	for _, key := range json.ListOf("key") {
		table.Key = append(table.Key, key.Text)
	}
	for _, column := range json.ListOf("columns") {
		info := ColumnInfo{
			Name:       column.TextOf("name"),
			Type:       column.TextOf("type"),
			Nullable:   column.IsTrue("nullable"),
			Unsigned:   column.IsTrue("unsigned"),
			Binary:     column.IsTrue("binary"),
			PrimaryKey: column.IsTrue("primary_key"),
		}
		info.Kind = KindOf(info.Type, info.Unsigned, info.Binary)
		table.Columns = append(table.Columns, info)
	}
	return table
}

// KindOf tells how the values of a column of this type are kept.
func KindOf(columnType string, unsigned, binary bool) Kind {
	if binary {
		return KindBytes
	}
	end := 0
	for end < len(columnType) && columnType[end] >= 'a' && columnType[end] <= 'z' {
		end++
	}
	switch columnType[:end] {
	case "tinyint", "smallint", "mediumint", "int", "bigint":
		if unsigned {
			return KindUint64
		}
		return KindInt64
	case "year":
		return KindInt64
	case "bit":
		return KindUint64
	case "float":
		return KindFloat32
	case "double":
		return KindFloat64
	}
	return KindText
}
