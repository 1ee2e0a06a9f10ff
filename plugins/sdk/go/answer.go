package plugin

import "strconv"

// Status is the answer of an operation.
type Status struct {
	Code           int
	Message, Cause string
	flushedTs      uint64
}

// OK says that it is done.
func OK() Status { return Status{Code: 200, Message: "success"} }

// Flushed says that everything up to ts is durable: the answer of a flush that did not get as far as it was asked to.
func Flushed(ts uint64) Status { return Status{Code: 200, Message: "success", flushedTs: ts} }

// Missing says that the plugin has no such operation.
func Missing() Status { return Status{Code: 404, Message: "no such operation"} }

// Refused says that what was asked cannot be done, however often it is tried.
func Refused(message string) Status { return Status{Code: 400, Message: message} }

// Failed says why it could not be done.
func Failed(message string, cause error) Status {
	status := Status{Code: 500, Message: message}
	if cause != nil {
		status.Cause = cause.Error()
	}
	return status
}

// The status with further fields, which begin with a comma.
func (s Status) json(fields string) []byte {
	out := append([]byte(`{"code":`), strconv.Itoa(s.Code)...)
	out = AppendQuoted(append(out, `,"message":`...), s.Message)
	out = append(out, `,"cause":`...)
	if s.Cause == "" {
		out = append(out, "null"...)
	} else {
		out = AppendQuoted(out, s.Cause)
	}
	if s.flushedTs > 0 {
		out = append(strconv.AppendUint(append(out, `,"resolved_ts":"`...), s.flushedTs, 10), '"')
	}
	return append(append(out, fields...), '}')
}

// Verdicts says of rows what became of them when they were not simply taken.
type Verdicts struct {
	text []byte
}

// Skip leaves a row out.
func (v *Verdicts) Skip(row int, reason string) { v.add(row, "skip", reason) }

// Retry asks for the row again, a little later.
func (v *Verdicts) Retry(row int, reason string) { v.add(row, "retry", reason) }

// DeadLetter puts the row aside.
func (v *Verdicts) DeadLetter(row int, reason string) { v.add(row, "deadLetter", reason) }

func (v *Verdicts) add(row int, verdict, reason string) {
	if len(v.text) > 0 {
		v.text = append(v.text, ',')
	}
	v.text = strconv.AppendInt(append(v.text, `{"row":`...), int64(row), 10)
	v.text = append(append(append(v.text, `,"verdict":"`...), verdict...), `","reason":`...)
	v.text = append(AppendQuoted(v.text, reason), '}')
}

// The field of the answer; empty when every row was taken.
func (v *Verdicts) field() string {
	if len(v.text) == 0 {
		return ""
	}
	return `,"verdicts":[` + string(v.text) + "]"
}
