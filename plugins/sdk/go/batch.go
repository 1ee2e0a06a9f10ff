package plugin

import (
	"math"
	"strconv"
	"unsafe"
)

// Op is what happened to a row.
type Op uint8

const (
	Insert Op = iota + 1
	Update
	Delete
)

func (o Op) String() string {
	switch o {
	case Insert:
		return "insert"
	case Update:
		return "update"
	}
	return "delete"
}

const (
	magic       = 0x31425654 // TVB1
	version     = 1
	headerBytes = 64
	columnBytes = 32
)

func load32(b []byte, at int) uint32 {
	b = b[at : at+4 : at+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func load64(b []byte, at int) uint64 {
	return uint64(load32(b, at)) | uint64(load32(b, at+4))<<32
}

// Column is one column of a batch, before or after the change. It is valid until the call ends, as the batch is.
//
// ToText reads a value of any kind. The others read one of theirs, and panic when the column is of another.
type Column struct {
	// Among the table's columns.
	Position int
	Kind     Kind
	table    *Table
	validity []byte
	values   []byte
	offsets  []byte
}

func (c *Column) IsNull(row int) bool {
	return c.validity != nil && c.validity[row>>3]>>(row&7)&1 == 0
}

// Int64 is a value of KindInt64.
func (c *Column) Int64(row int) int64 {
	c.expect(c.Kind == KindInt64, KindInt64)
	return int64(load64(c.values, row*8))
}

// Uint64 is a value of KindUint64.
func (c *Column) Uint64(row int) uint64 {
	c.expect(c.Kind == KindUint64, KindUint64)
	return load64(c.values, row*8)
}

// Float64 is a value of KindFloat64.
func (c *Column) Float64(row int) float64 {
	c.expect(c.Kind == KindFloat64, KindFloat64)
	return math.Float64frombits(load64(c.values, row*8))
}

// Float32 is a value of KindFloat32.
func (c *Column) Float32(row int) float32 {
	c.expect(c.Kind == KindFloat32, KindFloat32)
	return math.Float32frombits(load32(c.values, row*4))
}

// Bytes is a value of KindBytes, or the bytes of a text, where they lie: copy what must live longer.
func (c *Column) Bytes(row int) []byte {
	c.expect(c.Kind.width() == 0, KindBytes)
	return c.values[load32(c.offsets, row*4):load32(c.offsets, row*4+4)]
}

// Text is a value of KindText, where it lies; strings.Clone it when it must live longer.
func (c *Column) Text(row int) string {
	c.expect(c.Kind == KindText, KindText)
	bytes := c.Bytes(row)
	return unsafe.String(unsafe.SliceData(bytes), len(bytes))
}

// ToText is a value of any kind as text, and false for NULL: numbers in digits, floats in the fewest, bytes as base64. A text
// is where it lies.
func (c *Column) ToText(row int) (string, bool) {
	if c.IsNull(row) {
		return "", false
	}
	switch c.Kind {
	case KindInt64:
		return strconv.FormatInt(c.Int64(row), 10), true
	case KindUint64:
		return strconv.FormatUint(c.Uint64(row), 10), true
	case KindFloat64:
		return floatText(c.Float64(row), 64), true
	case KindFloat32:
		return floatText(float64(c.Float32(row)), 32), true
	case KindText:
		return c.Text(row), true
	}
	return ToBase64(c.Bytes(row)), true
}

func (c *Column) expect(isOfKind bool, asked Kind) {
	if !isOfKind {
		c.misread(asked)
	}
}

func (c *Column) misread(asked Kind) {
	name := strconv.Itoa(c.Position)
	if table := c.table; table != nil && c.Position < len(table.Columns) {
		name = table.Columns[c.Position].Name + " of " + table.DB + "." + table.Name
	}
	panic("column " + name + " is of kind " + c.Kind.String() + " and was read as " + asked.String())
}

// Batch is rows of one table in one schema. It is valid until the call ends.
type Batch struct {
	Rows          int
	TableID       uint64
	SchemaVersion uint32
	// What sink_add_table told of the table; nil when it did not.
	Table *Table
	// The columns after the change, in the table's order; those that the manifest asks for.
	After []Column
	// The same before the change; empty when the manifest says "before": false.
	Before []Column

	ops, startTss, commitTss []byte
}

// ReadBatch is nil when the bytes are no batch of this version.
func ReadBatch(bytes []byte) *Batch {
	if len(bytes) < headerBytes || load32(bytes, 0) != magic || load32(bytes, 4)&0xffff != version {
		return nil
	}
	rows, columns := uint64(load32(bytes, 12)), uint64(load32(bytes, 28))
	if uint64(load32(bytes, 8)) != uint64(len(bytes)) {
		return nil
	}
	ok := true
	section := func(place uint32, length uint64) []byte {
		if uint64(place)+length > uint64(len(bytes)) {
			ok = false
			return nil
		}
		return bytes[place : uint64(place)+length]
	}
	batch := &Batch{
		Rows:          int(rows),
		TableID:       load64(bytes, 16),
		SchemaVersion: load32(bytes, 24),
		Table:         TableOf(load64(bytes, 16)),
		ops:           section(load32(bytes, 32), rows),
		startTss:      section(load32(bytes, 36), rows*8),
		commitTss:     section(load32(bytes, 40), rows*8),
	}
	side := func(place uint32) []Column {
		descriptors := section(place, columns*columnBytes)
		read := make([]Column, 0, len(descriptors)/columnBytes)
		for ; len(descriptors) > 0; descriptors = descriptors[columnBytes:] {
			column := Column{Position: int(load32(descriptors, 0) & 0xffff), Kind: Kind(descriptors[2]), table: batch.Table}
			if column.Kind < KindInt64 || column.Kind > KindBytes {
				ok = false
				return nil
			}
			if validity := load32(descriptors, 4); validity != 0 {
				column.validity = section(validity, (rows+7)/8)
			}
			length := uint64(load32(descriptors, 12))
			if column.Kind.width() > 0 {
				length = rows * uint64(column.Kind.width())
			} else {
				column.offsets = section(load32(descriptors, 16), (rows+1)*4)
			}
			column.values = section(load32(descriptors, 8), length)
			read = append(read, column)
		}
		return read
	}
	batch.After = side(load32(bytes, 44))
	if before := load32(bytes, 48); before != 0 {
		batch.Before = side(before)
	}
	if !ok {
		return nil
	}
	return batch
}

func (b *Batch) Op(row int) Op { return Op(b.ops[row] & 0x0f) }

// EndOfTxn tells whether the row is the last of its transaction.
func (b *Batch) EndOfTxn(row int) bool { return b.ops[row]&0x80 != 0 }

func (b *Batch) StartTs(row int) uint64 { return load64(b.startTss, row*8) }

func (b *Batch) CommitTs(row int) uint64 { return load64(b.commitTss, row*8) }

// AfterAt is the column at a position of the table after the change; nil when the batch does not have it.
func (b *Batch) AfterAt(position int) *Column { return columnAt(b.After, position) }

// BeforeAt is the same before the change.
func (b *Batch) BeforeAt(position int) *Column { return columnAt(b.Before, position) }

// AfterNamed is the column of this name after the change; nil when the batch does not have it.
func (b *Batch) AfterNamed(name string) *Column { return b.AfterAt(b.positionOf(name)) }

// BeforeNamed is the same before the change.
func (b *Batch) BeforeNamed(name string) *Column { return b.BeforeAt(b.positionOf(name)) }

func (b *Batch) positionOf(name string) int {
	if b.Table == nil {
		return -1
	}
	return b.Table.PositionOf(name)
}

func columnAt(side []Column, position int) *Column {
	for i := range side {
		if side[i].Position == position {
			return &side[i]
		}
	}
	return nil
}
