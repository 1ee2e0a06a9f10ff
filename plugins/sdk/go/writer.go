package plugin

import (
	"math"
	"slices"
	"strconv"
)

const noSource = math.MaxUint32

type cell struct {
	state cellState
	// A number's bits.
	bits uint64
	// A text or bytes.
	data []byte
}

type cellState uint8

const (
	unset cellState = iota
	isNull
	isSet
)

// Values of one column on one side of the change, by answered row; those past the end are unset.
type written struct {
	position int
	kind     Kind
	cells    []cell
}

// Side is one side of the change of the row that was last kept or added. A column that is not set is as in its source.
type Side struct {
	columns []*written
	row     int
	mistake string
}

func (s *Side) find(position int) *written {
	for _, column := range s.columns {
		if column.position == position {
			return column
		}
	}
	return nil
}

func (s *Side) set(position int, kind Kind, value cell) {
	column := s.find(position)
	if column == nil {
		column = &written{position: position}
		s.columns = append(s.columns, column)
	}
	if kind != 0 && column.kind != 0 && column.kind != kind {
		s.mistake = "column " + strconv.Itoa(position) + " is set as two kinds"
	}
	if kind != 0 {
		column.kind = kind
	}
	for len(column.cells) <= s.row {
		column.cells = append(column.cells, cell{})
	}
	column.cells[s.row] = value
}

func (s *Side) SetNull(position int) { s.set(position, 0, cell{state: isNull}) }

func (s *Side) SetInt64(position int, value int64) {
	s.set(position, KindInt64, cell{state: isSet, bits: uint64(value)})
}

func (s *Side) SetUint64(position int, value uint64) {
	s.set(position, KindUint64, cell{state: isSet, bits: value})
}

func (s *Side) SetFloat64(position int, value float64) {
	s.set(position, KindFloat64, cell{state: isSet, bits: math.Float64bits(value)})
}

func (s *Side) SetFloat32(position int, value float32) {
	s.set(position, KindFloat32, cell{state: isSet, bits: uint64(math.Float32bits(value))})
}

func (s *Side) SetText(position int, value string) {
	s.set(position, KindText, cell{state: isSet, data: []byte(value)})
}

func (s *Side) SetBytes(position int, value []byte) {
	s.set(position, KindBytes, cell{state: isSet, data: slices.Clone(value)})
}

// BatchWriter takes the rows that go on, in the order of their sources. What is neither kept nor added is dropped.
type BatchWriter struct {
	After, Before Side

	batch   *Batch
	sources []uint32
	ops     []byte
	changed bool
	mistake string
}

// Keep lets a row go on, but for what is set after this.
func (w *BatchWriter) Keep(row int) { w.add(uint32(row), w.batch.Op(row)) }

// KeepAs lets a row go on with another operation.
func (w *BatchWriter) KeepAs(row int, op Op) {
	w.changed = true
	w.add(uint32(row), op)
}

// KeepAll lets all rows go on.
func (w *BatchWriter) KeepAll() {
	for row := range w.batch.Rows {
		w.Keep(row)
	}
}

// AddNew adds a row, in the transaction of the row before it; columns that are not set are NULL.
func (w *BatchWriter) AddNew(op Op) {
	w.changed = true
	w.add(noSource, op)
}

func (w *BatchWriter) add(source uint32, op Op) {
	w.After.row, w.Before.row = len(w.sources), len(w.sources)
	w.sources = append(w.sources, source)
	w.ops = append(w.ops, byte(op))
}

// Whether every row goes on as it is.
func (w *BatchWriter) unchanged() bool {
	if w.changed || len(w.After.columns) > 0 || len(w.Before.columns) > 0 || len(w.sources) != w.batch.Rows {
		return false
	}
	for row, source := range w.sources {
		if int(source) != row {
			return false
		}
	}
	return true
}

func put32(out []byte, at int, value uint32) {
	out[at], out[at+1], out[at+2], out[at+3] = byte(value), byte(value>>8), byte(value>>16), byte(value>>24)
}

func put64(out []byte, at int, value uint64) {
	put32(out, at, uint32(value))
	put32(out, at+4, uint32(value>>32))
}

// Adds a section, and answers where it begins; the next one begins at a multiple of 8.
func section(out *[]byte, bytes []byte) int {
	at := len(*out)
	*out = append(*out, bytes...)
	for len(*out)&7 != 0 {
		*out = append(*out, 0)
	}
	return at
}

// The answer as a batch, or why there is none.
func (w *BatchWriter) finish() ([]byte, string) {
	var positions []int
	for _, column := range slices.Concat(w.After.columns, w.Before.columns) {
		// A column that the manifest adds and that is NULL in every row is left out: it is NULL then.
		if !slices.Contains(positions, column.position) && w.kindOf(column.position) != 0 {
			positions = append(positions, column.position)
		}
	}
	slices.Sort(positions)
	hasBefore := len(w.batch.Before) > 0 || len(w.Before.columns) > 0
	out := make([]byte, headerBytes)
	opsAt := section(&out, w.ops)
	sources := make([]byte, len(w.sources)*4)
	for i, source := range w.sources {
		put32(sources, i*4, source)
	}
	sourcesAt := section(&out, sources)
	afterAt := section(&out, make([]byte, len(positions)*columnBytes))
	beforeAt := 0
	if hasBefore {
		beforeAt = section(&out, make([]byte, len(positions)*columnBytes))
	}
	for i, position := range positions {
		kind := w.kindOf(position)
		w.column(&out, afterAt+i*columnBytes, position, kind, true)
		if hasBefore {
			w.column(&out, beforeAt+i*columnBytes, position, kind, false)
		}
	}
	put32(out, 0, magic)
	put32(out, 4, version|headerBytes<<16)
	put32(out, 8, uint32(len(out)))
	put32(out, 12, uint32(len(w.sources)))
	put64(out, 16, w.batch.TableID)
	put32(out, 24, w.batch.SchemaVersion)
	put32(out, 28, uint32(len(positions)))
	put32(out, 32, uint32(opsAt))
	put32(out, 44, uint32(afterAt))
	put32(out, 48, uint32(beforeAt))
	put32(out, 52, uint32(sourcesAt))
	for _, mistake := range []string{w.After.mistake, w.Before.mistake} {
		if mistake != "" {
			return nil, mistake
		}
	}
	return out, w.mistake
}

func (w *BatchWriter) kindOf(position int) Kind {
	for _, side := range []*Side{&w.After, &w.Before} {
		if column := side.find(position); column != nil && column.kind != 0 {
			return column.kind
		}
	}
	if column := w.batch.AfterAt(position); column != nil {
		return column.Kind
	}
	if table := w.batch.Table; table != nil && position < len(table.Columns) {
		return table.Columns[position].Kind
	}
	return 0
}

func (w *BatchWriter) column(out *[]byte, descriptor, position int, kind Kind, isAfter bool) {
	side := &w.Before
	if isAfter {
		side = &w.After
	}
	written := side.find(position)
	if written != nil && written.kind != 0 && written.kind != kind {
		w.mistake = "column " + strconv.Itoa(position) + " is set as two kinds"
	}
	rows, width := len(w.sources), kind.width()
	validity := make([]byte, (rows+7)/8)
	values := make([]byte, rows*width)
	var offsets []byte
	if width == 0 {
		offsets = make([]byte, (rows+1)*4)
	}
	for row := range rows {
		var value cell
		if written != nil && row < len(written.cells) {
			value = written.cells[row]
		}
		if value.state == unset {
			value = w.fromSource(row, position, kind, isAfter)
		}
		if value.state == isSet {
			validity[row>>3] |= 1 << (row & 7)
			switch width {
			case 0:
				values = append(values, value.data...)
			case 4:
				put32(values, row*4, uint32(value.bits))
			default:
				put64(values, row*8, value.bits)
			}
		}
		if width == 0 {
			put32(offsets, row*4+4, uint32(len(values)))
		}
	}
	validityAt, offsetsAt := section(out, validity), 0
	if width == 0 {
		offsetsAt = section(out, offsets)
	}
	valuesAt := section(out, values)
	put32(*out, descriptor, uint32(position)|uint32(kind)<<16)
	put32(*out, descriptor+4, uint32(validityAt))
	put32(*out, descriptor+8, uint32(valuesAt))
	put32(*out, descriptor+12, uint32(len(values)))
	put32(*out, descriptor+16, uint32(offsetsAt))
}

// The value of a row that was not set; NULL when it has none.
func (w *BatchWriter) fromSource(row, position int, kind Kind, isAfter bool) cell {
	none := cell{state: isNull}
	unused := Insert
	if isAfter {
		unused = Delete
	}
	if w.sources[row] == noSource || Op(w.ops[row]) == unused {
		return none
	}
	// A delete that goes on as something else has only the values before it, an insert only those after it.
	source := int(w.sources[row])
	op := w.batch.Op(source)
	column := w.batch.AfterAt(position)
	if op == Delete || (!isAfter && op != Insert) {
		column = w.batch.BeforeAt(position)
	}
	if column == nil {
		if table := w.batch.Table; table != nil && position < len(table.Columns) {
			w.mistake = "column " + strconv.Itoa(position) + " was not set in every row, and the batch does not have it"
		}
		return none
	}
	if column.Kind != kind {
		w.mistake = "column " + strconv.Itoa(position) + " is not of the kind that was set"
		return none
	}
	switch {
	case column.IsNull(source):
		return none
	case kind.width() == 0:
		return cell{state: isSet, data: column.Bytes(source)}
	case kind.width() == 4:
		return cell{state: isSet, bits: uint64(load32(column.values, source*4))}
	}
	return cell{state: isSet, bits: load64(column.values, source*8)}
}
