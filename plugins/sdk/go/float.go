package plugin

import (
	"math"
	"strconv"
	"strings"
)

// A float as row JSON writes it: the shortest digits that read back to the same number of so many bits.
func floatText(number float64, bitSize int) string {
	switch {
	case number == 0:
		return "0"
	case math.IsNaN(number):
		return "NaN"
	case math.IsInf(number, 1):
		return "Infinity"
	case math.IsInf(number, -1):
		return "-Infinity"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(math.Abs(number), 'e', -1, bitSize), "e")
	digits := strings.Replace(mantissa, ".", "", 1)
	// How many digits stand before the point.
	point, _ := strconv.Atoi(exponent)
	point++
	text := ""
	switch {
	case 0 < point && point <= 21 && len(digits) <= point:
		text = digits + strings.Repeat("0", point-len(digits))
	case 0 < point && point <= 21:
		text = digits[:point] + "." + digits[point:]
	case -6 < point && point <= 0:
		text = "0." + strings.Repeat("0", -point) + digits
	case point > 0:
		text = mantissa + "e+" + strconv.Itoa(point-1)
	default:
		text = mantissa + "e" + strconv.Itoa(point-1)
	}
	if number < 0 {
		return "-" + text
	}
	return text
}
