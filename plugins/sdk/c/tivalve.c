#include "tivalve.h"

#define IMPORT(name) __attribute__((import_module("wapc"), import_name(#name)))
IMPORT(__guest_request) extern void guest_request(void *operation, void *payload);
IMPORT(__guest_response) extern void guest_response(const void *at, uint32_t length);
IMPORT(__host_call)
extern int host_call(const char *binding, uint32_t binding_length, const char *ns, uint32_t ns_length, const char *operation,
                     uint32_t operation_length, const void *payload, uint32_t payload_length);
IMPORT(__host_response_len) extern uint32_t host_response_length(void);
IMPORT(__host_response) extern void host_response(void *at);
IMPORT(__host_error_len) extern uint32_t host_error_length(void);
IMPORT(__host_error) extern void host_error(void *at);
__attribute__((import_module("env"), import_name("abort"))) _Noreturn extern void host_abort(const uint16_t *message,
                                                                                             const uint16_t *file, uint32_t line,
                                                                                             uint32_t column);

// ---- what the compiler takes for granted; with bulk memory these are single instructions

__attribute__((weak)) void *memcpy(void *to, const void *from, size_t length) { return __builtin_memcpy(to, from, length); }
__attribute__((weak)) void *memmove(void *to, const void *from, size_t length) { return __builtin_memmove(to, from, length); }
__attribute__((weak)) void *memset(void *at, int byte, size_t length) { return __builtin_memset(at, byte, length); }
__attribute__((weak)) int memcmp(const void *a, const void *b, size_t length) {
  const uint8_t *x = a, *y = b;
  for (size_t i = 0; i < length; i += 1) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}

// ---- the end of an instance

#define OUT_OF_MEMORY TV("out of memory")
#define MAX_REASON 512

/** A text as `abort` takes it: UTF-16, with its bytes counted in front. What is too long is cut off. */
typedef struct {
  uint32_t bytes;
  uint16_t units[MAX_REASON];
} host_string;

static const uint16_t *to_host_string(host_string *to, tv_text text) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < text.length && count + 2 <= MAX_REASON;) {
    uint32_t byte = (uint8_t)text.at[i], more = byte < 0xc0 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    uint32_t point = more == 0 ? byte : byte & (0x3fu >> more);
    for (i += 1; more > 0 && i < text.length; more -= 1, i += 1) point = point << 6 | ((uint8_t)text.at[i] & 0x3f);
    if (point >= 0x10000) to->units[count++] = (uint16_t)(0xd7c0 + (point >> 10));
    to->units[count++] = (uint16_t)(point >= 0x10000 ? 0xdc00 | (point & 0x3ff) : point);
  }
  to->bytes = count * 2;
  return to->units;
}

void tv_trap(tv_text why) {
  static host_string message, file;
  host_abort(to_host_string(&message, why), to_host_string(&file, TV("tivalve.c")), __LINE__, 0);
}

// ---- memory: blocks of powers of two, kept by size when they are freed

extern uint8_t __heap_base;
#define PAGE 65536u
#define MIN_SHIFT 5
typedef struct block {
  struct block *next;
} block;
static block *free_blocks[32];
static uintptr_t heap_end;

static uint32_t shift_for(uint32_t bytes) {
  if (bytes > 0x40000000u) tv_trap(OUT_OF_MEMORY);
  uint32_t shift = MIN_SHIFT;
  while ((1u << shift) < bytes) shift += 1;
  return shift;
}

static void *block_of(uint32_t shift) {
  block *known = free_blocks[shift];
  if (known != NULL) {
    free_blocks[shift] = known->next;
    return known;
  }
  uint32_t bytes = 1u << shift;
  if (heap_end == 0) heap_end = ((uintptr_t)&__heap_base + 31) & ~(uintptr_t)31;
  uint64_t end = (uint64_t)heap_end + bytes;
  uint64_t pages = (end + PAGE - 1) / PAGE;
  uint32_t present = (uint32_t)__builtin_wasm_memory_size(0);
  if (pages > present && (pages > 65536 || __builtin_wasm_memory_grow(0, (uint32_t)pages - present) == (size_t)-1)) tv_trap(OUT_OF_MEMORY);
  void *at = (void *)heap_end;
  heap_end = (uintptr_t)end;
  return at;
}

static void give_back(void *at, uint32_t shift) {
  block *freed = at;
  freed->next = free_blocks[shift];
  free_blocks[shift] = freed;
}

/** Pieces of the memory of one call. */
typedef struct chunk {
  struct chunk *before;
  uint32_t shift, used;
} chunk;
#define CHUNK_HEAD ((uint32_t)((sizeof(chunk) + 7) & ~7u))
static chunk *chunks;

void *tv_alloc(uint32_t bytes) {
  uint32_t needed = (bytes + 7) & ~7u;
  if (needed < bytes) tv_trap(OUT_OF_MEMORY);
  if (chunks == NULL || needed > (1u << chunks->shift) - chunks->used) {
    uint32_t shift = shift_for((needed > 32768 ? needed : 32768) + CHUNK_HEAD);
    chunk *made = block_of(shift);
    *made = (chunk){chunks, shift, CHUNK_HEAD};
    chunks = made;
  }
  void *at = (uint8_t *)chunks + chunks->used;
  chunks->used += needed;
  return at;
}

static void end_call_memory(void) {
  while (chunks != NULL) {
    chunk *done = chunks;
    chunks = done->before;
    give_back(done, done->shift);
  }
}

static void reserve(tv_buffer *out, uint32_t bytes) {
  uint64_t needed = (uint64_t)out->length + bytes;
  if (needed <= out->capacity) return;
  if (needed > 0x40000000u) tv_trap(OUT_OF_MEMORY);
  uint32_t shift = shift_for((uint32_t)needed);
  uint8_t *at = block_of(shift);
  if (out->at != NULL) {
    memcpy(at, out->at, out->length);
    give_back(out->at, shift_for(out->capacity));
  }
  out->at = at;
  out->capacity = 1u << shift;
}

void tv_free(tv_buffer *buffer) {
  if (buffer->at != NULL) give_back(buffer->at, shift_for(buffer->capacity));
  *buffer = (tv_buffer){NULL, 0, 0};
}

// ---- text

tv_text tv_text_of(const char *zero_ended) { return (tv_text){zero_ended, (uint32_t)__builtin_strlen(zero_ended)}; }
__attribute__((weak)) size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != 0) length += 1;
  return length;
}

static bool same(tv_text a, tv_text b) { return a.length == b.length && memcmp(a.at, b.at, a.length) == 0; }
bool tv_equals(tv_text text, const char *zero_ended) { return same(text, tv_text_of(zero_ended)); }
tv_text tv_contents(const tv_buffer *buffer) { return (tv_text){(const char *)buffer->at, buffer->length}; }

void tv_push(tv_buffer *out, const void *bytes, uint32_t length) {
  reserve(out, length);
  if (length > 0) memcpy(out->at + out->length, bytes, length);
  out->length += length;
}
void tv_push_text(tv_buffer *out, tv_text text) { tv_push(out, text.at, text.length); }
void tv_push_string(tv_buffer *out, const char *zero_ended) { tv_push_text(out, tv_text_of(zero_ended)); }
static void push_byte(tv_buffer *out, uint8_t byte) { tv_push(out, &byte, 1); }

void tv_push_u64(tv_buffer *out, uint64_t number) {
  char digits[20];
  uint32_t at = 20;
  do {
    at -= 1;
    digits[at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  tv_push(out, digits + at, 20 - at);
}
void tv_push_i64(tv_buffer *out, int64_t number) {
  if (number < 0) push_byte(out, '-');
  tv_push_u64(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

// ---- floats as text, by the method of Steele and White

/** Natural numbers with their lowest word first; a double needs no more. `natural_words` of them are used at a time. */
typedef uint32_t natural[36];
static uint32_t natural_words;

static void natural_set(natural to, uint64_t bits, uint32_t shift) {
  memset(to, 0, sizeof(natural));
  uint32_t *at = to + shift / 32, part = shift % 32;
  at[0] = (uint32_t)(bits << part);
  at[1] = (uint32_t)(bits << part >> 32);
  if (part != 0) at[2] = (uint32_t)(bits >> (64 - part));
}

static void natural_multiply(natural number, uint32_t factor) {
  uint64_t carry = 0;
  for (uint32_t i = 0; i < natural_words; i += 1) {
    carry += (uint64_t)number[i] * factor;
    number[i] = (uint32_t)carry;
    carry >>= 32;
  }
}

/** Takes away a number that is not greater. */
static void natural_subtract(natural number, const natural other) {
  int64_t borrow = 0;
  for (uint32_t i = 0; i < natural_words; i += 1) {
    borrow += (int64_t)number[i] - other[i];
    number[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
}

/** Whether `a + b` is above (1), at (0) or below (−1) `sum`. */
static int natural_compare_sum(const natural a, const natural b, const natural sum) {
  int64_t left = 0;
  uint32_t rest = 0;
  for (uint32_t i = 0; i < natural_words; i += 1) {
    left += (int64_t)sum[i] - a[i] - b[i];
    rest |= (uint32_t)left;
    left >>= 32;
  }
  return left < 0 ? 1 : rest != 0 ? -1 : 0;
}

/** A float that is being written: `value / unit` is what is left of it, and half the way to its neighbours lies beside. */
typedef struct {
  natural value, unit, below, above, zero;
} float_rest;

static void next_digit(float_rest *rest) {
  natural_multiply(rest->value, 10);
  natural_multiply(rest->below, 10);
  natural_multiply(rest->above, 10);
}

/**
 * The digits of `mantissa * 2^exponent`; answers how many, and how many of them stand before the point. `is_lowest` says that the
 * neighbour below is half as far as the one above.
 */
static uint32_t float_digits(uint64_t mantissa, int32_t exponent, bool is_lowest, char *digits, int32_t *point) {
  static float_rest rest;
  uint32_t up = exponent > 0 ? (uint32_t)exponent : 0, down = exponent < 0 ? (uint32_t)-exponent : 0, shift = is_lowest ? 2 : 1;
  natural_words = (up + down + 64) / 32 + 1;
  natural_set(rest.value, mantissa, up + shift);
  natural_set(rest.unit, 1, down + shift);
  natural_set(rest.below, 1, up);
  natural_set(rest.above, 1, up + shift - 1);
  // Half the way itself reads back to the number when its mantissa is even.
  int edge = (mantissa & 1) == 0;
  *point = 0;
  for (; natural_compare_sum(rest.value, rest.above, rest.unit) + edge > 0; *point += 1) natural_multiply(rest.unit, 10);
  next_digit(&rest);
  for (; natural_compare_sum(rest.value, rest.above, rest.unit) + edge <= 0; *point -= 1) next_digit(&rest);
  for (uint32_t count = 0;; next_digit(&rest)) {
    char digit = '0';
    for (; natural_compare_sum(rest.value, rest.zero, rest.unit) >= 0; digit += 1) natural_subtract(rest.value, rest.unit);
    bool fits_below = natural_compare_sum(rest.value, rest.zero, rest.below) - edge < 0;
    bool fits_above = natural_compare_sum(rest.value, rest.above, rest.unit) + edge > 0;
    // Of two that fit the nearer, and of two that are as near the even one.
    int half = natural_compare_sum(rest.value, rest.value, rest.unit);
    bool goes_up = fits_below && fits_above ? half > 0 || (half == 0 && (digit & 1) == 1) : fits_above;
    digits[count++] = goes_up ? digit + 1 : digit;
    if (fits_below || fits_above) return count;
  }
}

static void push_zeros(tv_buffer *out, int32_t count) {
  for (; count > 0; count -= 1) push_byte(out, '0');
}

/** A float of so many bits of mantissa, beside those of its exponent and one for the sign. */
static void push_float(tv_buffer *out, uint64_t bits, uint32_t mantissa_bits, uint32_t exponent_bits) {
  uint64_t mantissa = bits & ((1ull << mantissa_bits) - 1);
  int32_t greatest = (1 << exponent_bits) - 1, biased = (int32_t)(bits >> mantissa_bits) & greatest;
  if (biased == greatest && mantissa != 0) return tv_push_string(out, "NaN");
  if (biased == 0 && mantissa == 0) return tv_push_string(out, "0");
  if (bits >> (mantissa_bits + exponent_bits) != 0) push_byte(out, '-');
  if (biased == greatest) return tv_push_string(out, "Infinity");
  char digits[20];
  int32_t point, exponent = (biased == 0 ? 1 : biased) - greatest / 2 - (int32_t)mantissa_bits;
  uint64_t whole = biased == 0 ? mantissa : mantissa | 1ull << mantissa_bits;
  int32_t count = (int32_t)float_digits(whole, exponent, mantissa == 0 && biased > 1, digits, &point);
  bool is_plain = point > -6 && point <= 21;
  int32_t before = !is_plain ? 1 : point < 0 ? 0 : point < count ? point : count;
  if (before == 0) push_byte(out, '0');
  tv_push(out, digits, (uint32_t)before);
  if (is_plain) push_zeros(out, point - count);
  if (before < count) push_byte(out, '.');
  if (is_plain) push_zeros(out, -point);
  tv_push(out, digits + before, (uint32_t)(count - before));
  if (is_plain) return;
  tv_push_string(out, point > 0 ? "e+" : "e");
  tv_push_i64(out, point - 1);
}

void tv_push_f64(tv_buffer *out, double number) {
  uint64_t bits;
  __builtin_memcpy(&bits, &number, 8);
  push_float(out, bits, 52, 11);
}
void tv_push_f32(tv_buffer *out, float number) {
  uint32_t bits;
  __builtin_memcpy(&bits, &number, 4);
  push_float(out, bits, 23, 8);
}

void tv_push_quoted(tv_buffer *out, tv_text text) {
  static const char hex[] = "0123456789abcdef";
  push_byte(out, '"');
  uint32_t plain = 0;
  for (uint32_t i = 0; i < text.length; i += 1) {
    uint8_t byte = (uint8_t)text.at[i];
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    tv_push(out, text.at + plain, i - plain);
    plain = i + 1;
    char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
    if (byte >= 0x20) escape[1] = (char)byte;
    tv_push(out, escape, byte >= 0x20 ? 2 : 6);
  }
  tv_push(out, text.at + plain, text.length - plain);
  push_byte(out, '"');
}

static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void tv_push_base64(tv_buffer *out, tv_text bytes) {
  const uint8_t *from = (const uint8_t *)bytes.at;
  for (uint32_t i = 0; i < bytes.length; i += 3) {
    uint32_t left = bytes.length - i;
    uint32_t word = (uint32_t)from[i] << 16 | (left > 1 ? (uint32_t)from[i + 1] << 8 : 0) | (left > 2 ? from[i + 2] : 0);
    char digits[] = {BASE64[word >> 18], BASE64[(word >> 12) & 63], left > 1 ? BASE64[(word >> 6) & 63] : '=',
                     left > 2 ? BASE64[word & 63] : '='};
    tv_push(out, digits, 4);
  }
}

static bool from_base64(tv_text text, tv_text *bytes) {
  uint32_t length = text.length;
  while (length > 0 && text.at[length - 1] == '=') length -= 1;
  if ((length & 3) == 1) return false;
  uint8_t *to = tv_alloc(length);
  uint32_t word = 0, bits = 0, count = 0;
  for (uint32_t i = 0; i < length; i += 1) {
    uint32_t digit = 0;
    while (digit < 64 && BASE64[digit] != text.at[i]) digit += 1;
    if (digit == 64) return false;
    word = word << 6 | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    to[count] = (uint8_t)(word >> bits);
    count += 1;
  }
  *bytes = (tv_text){(const char *)to, count};
  return true;
}

// ---- JSON

#define MAX_DEPTH 64
static const tv_json NO_JSON = {NULL, NULL};

static const char *skip_space(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at += 1;
  return at;
}

static int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/** The end of a string that begins at `at`; NULL when it is none. */
static const char *skip_string(const char *at, const char *end) {
  if (at == end || *at != '"') return NULL;
  for (at += 1; at < end; at += 1) {
    if (*at == '"') return at + 1;
    if (*at != '\\') continue;
    at += 1;
    if (at == end) return NULL;
    if (*at == 'u') {
      for (int i = 1; i <= 4; i += 1) {
        if (at + i >= end || hex_digit(at[i]) < 0) return NULL;
      }
      at += 4;
    } else if (*at != 'n' && *at != 'r' && *at != 't' && *at != 'b' && *at != 'f' && *at != '"' && *at != '\\' && *at != '/') {
      return NULL;
    }
  }
  return NULL;
}

/** The end of the value that begins at `at`; NULL when it is none. */
static const char *skip_value(const char *at, const char *end, int depth) {
  if (at == end || depth > MAX_DEPTH) return NULL;
  if (*at == '"') return skip_string(at, end);
  if (*at == '{' || *at == '[') {
    bool is_object = *at == '{';
    char close = is_object ? '}' : ']';
    at = skip_space(at + 1, end);
    if (at < end && *at == close) return at + 1;
    for (;;) {
      if (is_object) {
        at = skip_string(at, end);
        if (at == NULL) return NULL;
        at = skip_space(at, end);
        if (at == end || *at != ':') return NULL;
        at = skip_space(at + 1, end);
      }
      at = skip_value(at, end, depth + 1);
      if (at == NULL) return NULL;
      at = skip_space(at, end);
      if (at == end) return NULL;
      if (*at == close) return at + 1;
      if (*at != ',') return NULL;
      at = skip_space(at + 1, end);
    }
  }
  const char *from = at;
  while (at < end && *at != ',' && *at != '}' && *at != ']' && (uint8_t)*at > ' ') at += 1;
  tv_text scalar = {from, (uint32_t)(at - from)};
  bool is_number = scalar.length > 0 && (*from == '-' || (*from >= '0' && *from <= '9'));
  return is_number || tv_equals(scalar, "null") || tv_equals(scalar, "true") || tv_equals(scalar, "false") ? at : NULL;
}

tv_json tv_json_read(tv_text text) {
  const char *end = text.at + text.length;
  const char *at = skip_space(text.at, end);
  const char *after = skip_value(at, end, 0);
  return after != NULL && skip_space(after, end) == end ? (tv_json){at, after} : NO_JSON;
}

// Values behind `tv_json_read` are known to be JSON: the following only look for where they end.

static tv_json value_at(const char *at, const char *end) {
  at = skip_space(at, end);
  const char *after = at < end && *at != ']' && *at != '}' ? skip_value(at, end, 0) : NULL;
  return after == NULL ? NO_JSON : (tv_json){at, after};
}

tv_json tv_json_get(tv_json object, const char *name) {
  if (object.at == NULL || *object.at != '{') return NO_JSON;
  tv_json key = value_at(object.at + 1, object.end);
  while (key.at != NULL) {
    const char *colon = skip_space(key.end, object.end);
    tv_json value = value_at(colon + 1, object.end);
    if (tv_equals(tv_json_text(key), name)) return value;
    const char *comma = skip_space(value.end, object.end);
    key = *comma == ',' ? value_at(comma + 1, object.end) : NO_JSON;
  }
  return NO_JSON;
}

tv_json tv_json_first(tv_json list) {
  return list.at != NULL && *list.at == '[' ? value_at(list.at + 1, list.end) : NO_JSON;
}

tv_json tv_json_next(tv_json value) {
  // A list ends with a bracket, so there is something behind each of its values, and JSON behind each comma.
  const char *at = value.end;
  while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') at += 1;
  return *at == ',' ? value_at(at + 1, (const char *)UINTPTR_MAX) : NO_JSON;
}

static uint32_t hex4(const char *at) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i += 1) value = value << 4 | (uint32_t)hex_digit(at[i]);
  return value;
}

static uint32_t put_point(char *to, uint32_t point) {
  if (point < 0x80) {
    to[0] = (char)point;
    return 1;
  }
  if (point < 0x800) {
    to[0] = (char)(0xc0 | point >> 6);
    to[1] = (char)(0x80 | (point & 63));
    return 2;
  }
  if (point < 0x10000) {
    to[0] = (char)(0xe0 | point >> 12);
    to[1] = (char)(0x80 | (point >> 6 & 63));
    to[2] = (char)(0x80 | (point & 63));
    return 3;
  }
  to[0] = (char)(0xf0 | point >> 18);
  to[1] = (char)(0x80 | (point >> 12 & 63));
  to[2] = (char)(0x80 | (point >> 6 & 63));
  to[3] = (char)(0x80 | (point & 63));
  return 4;
}

tv_text tv_json_text(tv_json json) {
  if (json.at == NULL || *json.at != '"') return (tv_text){"", 0};
  const char *from = json.at + 1, *end = json.end - 1;
  bool is_plain = true;
  for (const char *at = from; at < end; at += 1) is_plain = is_plain && *at != '\\';
  if (is_plain) return (tv_text){from, (uint32_t)(end - from)};
  char *to = tv_alloc((uint32_t)(end - from));
  uint32_t length = 0;
  for (const char *at = from; at < end; at += 1) {
    if (*at != '\\') {
      to[length] = *at;
      length += 1;
      continue;
    }
    at += 1;
    uint32_t point = (uint8_t)*at;
    if (*at == 'n') point = '\n';
    else if (*at == 'r') point = '\r';
    else if (*at == 't') point = '\t';
    else if (*at == 'b') point = '\b';
    else if (*at == 'f') point = '\f';
    else if (*at == 'u') {
      point = hex4(at + 1);
      at += 4;
      if (point >= 0xd800 && point < 0xdc00 && at + 6 < end && at[1] == '\\' && at[2] == 'u') {
        uint32_t low = hex4(at + 3);
        if (low >= 0xdc00 && low < 0xe000) {
          point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
      }
      // UTF-8 has no place for half a pair.
      if (point >= 0xd800 && point < 0xe000) point = 0xfffd;
    }
    length += put_point(to + length, point);
  }
  return (tv_text){to, length};
}

bool tv_json_is_true(tv_json json) { return json.at != NULL && *json.at == 't'; }

static uint64_t digits_of(tv_text text) {
  uint64_t number = 0;
  for (uint32_t i = 0; i < text.length && text.at[i] >= '0' && text.at[i] <= '9'; i += 1) number = number * 10 + (uint64_t)(text.at[i] - '0');
  return number;
}

static tv_text number_text(tv_json json) {
  if (json.at == NULL) return (tv_text){"", 0};
  return *json.at == '"' ? tv_json_text(json) : (tv_text){json.at, (uint32_t)(json.end - json.at)};
}

uint64_t tv_json_u64(tv_json json) { return digits_of(number_text(json)); }
int64_t tv_json_i64(tv_json json) {
  tv_text text = number_text(json);
  bool is_negative = text.length > 0 && *text.at == '-';
  if (!is_negative) return (int64_t)digits_of(text);
  return (int64_t)(0 - digits_of((tv_text){text.at + 1, text.length - 1}));
}

// ---- tables

/** A table, with the text that its names lie in. */
typedef struct known_table {
  struct known_table *next;
  tv_buffer memory;
  tv_table table;
} known_table;
static known_table *tables;

const tv_table *tv_table_of(uint64_t table_id) {
  for (known_table *known = tables; known != NULL; known = known->next) {
    if (known->table.id == table_id) return &known->table;
  }
  return NULL;
}

int32_t tv_position_of(const tv_table *table, const char *name) {
  if (table == NULL) return -1;
  for (uint32_t i = 0; i < table->column_count; i += 1) {
    if (tv_equals(table->columns[i].name, name)) return (int32_t)i;
  }
  return -1;
}

tv_kind tv_kind_of(tv_text type, bool is_unsigned, bool binary) {
  if (binary) return TV_BYTES;
  tv_text name = {type.at, 0};
  while (name.length < type.length && type.at[name.length] >= 'a' && type.at[name.length] <= 'z') name.length += 1;
  static const char *const integers[] = {"tinyint", "smallint", "mediumint", "int", "bigint"};
  for (uint32_t i = 0; i < 5; i += 1) {
    if (tv_equals(name, integers[i])) return is_unsigned ? TV_U64 : TV_I64;
  }
  if (tv_equals(name, "year")) return TV_I64;
  if (tv_equals(name, "bit")) return TV_U64;
  if (tv_equals(name, "float")) return TV_F32;
  if (tv_equals(name, "double")) return TV_F64;
  return TV_TEXT;
}

static void forget_table(uint64_t table_id) {
  for (known_table **at = &tables; *at != NULL; at = &(*at)->next) {
    if ((*at)->table.id != table_id) continue;
    known_table *gone = *at;
    *at = gone->next;
    tv_free(&gone->memory);
    give_back(gone, shift_for(sizeof(known_table)));
    return;
  }
}

static uint32_t count_of(tv_json list) {
  uint32_t count = 0;
  for (tv_json one = tv_json_first(list); one.at != NULL; one = tv_json_next(one)) count += 1;
  return count;
}

/** A piece of a table's own memory, which has the room. */
static void *kept(tv_buffer *memory, uint32_t bytes) {
  void *at = memory->at + memory->length;
  memory->length += (bytes + 7) & ~7u;
  return at;
}

static tv_text kept_text(tv_buffer *memory, tv_json json) {
  tv_text text = tv_json_text(json);
  char *at = kept(memory, text.length);
  memcpy(at, text.at, text.length);
  return (tv_text){at, text.length};
}

static known_table *read_table(tv_json json) {
  tv_json columns = tv_json_get(json, "columns"), key = tv_json_get(json, "key");
  known_table *known = block_of(shift_for(sizeof(known_table)));
  *known = (known_table){.table = {.id = tv_json_u64(tv_json_get(json, "table_id")),
                                   .logical_id = tv_json_u64(tv_json_get(json, "logical_id")),
                                   .schema_version = (uint32_t)tv_json_u64(tv_json_get(json, "schema_version")),
                                   .key_count = count_of(key),
                                   .column_count = count_of(columns)}};
  tv_table *table = &known->table;
  tv_buffer *memory = &known->memory;
  // No text grows when it loses its escapes, and each is followed by less than a word.
  reserve(memory, (uint32_t)(json.end - json.at) + (table->key_count + table->column_count * 2 + 2) * 8 +
                      table->key_count * sizeof(tv_text) + table->column_count * sizeof(tv_column_info) + 16);
  tv_text *names = kept(memory, table->key_count * sizeof(tv_text));
  tv_column_info *infos = kept(memory, table->column_count * sizeof(tv_column_info));
  table->db = kept_text(memory, tv_json_get(json, "db"));
  table->name = kept_text(memory, tv_json_get(json, "table"));
  table->key = names;
  table->columns = infos;
  for (tv_json one = tv_json_first(key); one.at != NULL; one = tv_json_next(one)) *names++ = kept_text(memory, one);
  for (tv_json one = tv_json_first(columns); one.at != NULL; one = tv_json_next(one)) {
    tv_column_info *info = infos++;
    *info = (tv_column_info){.name = kept_text(memory, tv_json_get(one, "name")),
                             .type = kept_text(memory, tv_json_get(one, "type")),
                             .nullable = tv_json_is_true(tv_json_get(one, "nullable")),
                             .is_unsigned = tv_json_is_true(tv_json_get(one, "unsigned")),
                             .binary = tv_json_is_true(tv_json_get(one, "binary")),
                             .primary_key = tv_json_is_true(tv_json_get(one, "primary_key"))};
    info->kind = tv_kind_of(info->type, info->is_unsigned, info->binary);
  }
  return known;
}

// ---- batches

#define MAGIC 0x31425654u // TVB1
#define HEADER_BYTES 64u
#define COLUMN_BYTES 32u
#define NO_SOURCE 0xffffffffu

static uint32_t width_of(tv_kind kind) { return kind >= TV_TEXT ? 0 : kind == TV_F32 ? 4 : 8; }

/** The columns of one side; NULL when they do not lie in the batch. */
static const tv_column *read_columns(tv_text bytes, uint32_t place, uint32_t columns, uint32_t rows) {
  const uint8_t *batch = (const uint8_t *)bytes.at;
  const tv_table *table = tv_table_of(tv_load_u64(batch + 16));
  if ((uint64_t)place + (uint64_t)columns * COLUMN_BYTES > bytes.length) return NULL;
  tv_column *read = tv_alloc(columns * sizeof(tv_column) + 1);
  for (uint32_t i = 0; i < columns; i += 1) {
    const uint8_t *at = batch + place + i * COLUMN_BYTES;
    uint32_t validity = tv_load_u32(at + 4), values = tv_load_u32(at + 8), offsets = tv_load_u32(at + 16);
    tv_kind kind = (tv_kind)at[2];
    if (kind < TV_I64 || kind > TV_BYTES) return NULL;
    uint64_t length = width_of(kind) == 0 ? tv_load_u32(at + 12) : (uint64_t)rows * width_of(kind);
    if (validity + (uint64_t)(rows + 7) / 8 > bytes.length || values + length > bytes.length) return NULL;
    if (width_of(kind) == 0 && offsets + ((uint64_t)rows + 1) * 4 > bytes.length) return NULL;
    read[i] = (tv_column){.position = at[0] | (uint32_t)at[1] << 8,
                          .kind = kind,
                          .table = table,
                          .validity = validity == 0 ? NULL : batch + validity,
                          .values = batch + values,
                          .offsets = batch + offsets};
  }
  return read;
}

bool tv_batch_read(tv_text bytes, tv_batch *batch) {
  const uint8_t *at = (const uint8_t *)bytes.at;
  if (bytes.length < HEADER_BYTES || tv_load_u32(at) != MAGIC || (at[4] | at[5] << 8) != 1) return false;
  uint32_t rows = tv_load_u32(at + 12), columns = tv_load_u32(at + 28);
  uint32_t ops = tv_load_u32(at + 32), start_tss = tv_load_u32(at + 36), commit_tss = tv_load_u32(at + 40);
  uint32_t before = tv_load_u32(at + 48);
  if (tv_load_u32(at + 8) != bytes.length || (uint64_t)ops + rows > bytes.length) return false;
  if (start_tss + (uint64_t)rows * 8 > bytes.length || commit_tss + (uint64_t)rows * 8 > bytes.length) return false;
  *batch = (tv_batch){.rows = rows,
                      .schema_version = tv_load_u32(at + 24),
                      .columns = columns,
                      .table_id = tv_load_u64(at + 16),
                      .table = tv_table_of(tv_load_u64(at + 16)),
                      .after = read_columns(bytes, tv_load_u32(at + 44), columns, rows),
                      .before = before == 0 ? NULL : read_columns(bytes, before, columns, rows),
                      .ops = at + ops,
                      .start_tss = at + start_tss,
                      .commit_tss = at + commit_tss};
  return batch->after != NULL && (before == 0 || batch->before != NULL);
}

static const tv_column *column_at(const tv_batch *batch, const tv_column *side, uint32_t position) {
  for (uint32_t i = 0; side != NULL && i < batch->columns; i += 1) {
    if (side[i].position == position) return &side[i];
  }
  return NULL;
}

const tv_column *tv_after_at(const tv_batch *batch, uint32_t position) { return column_at(batch, batch->after, position); }
const tv_column *tv_before_at(const tv_batch *batch, uint32_t position) { return column_at(batch, batch->before, position); }
const tv_column *tv_after_named(const tv_batch *batch, const char *name) {
  return tv_after_at(batch, (uint32_t)tv_position_of(batch->table, name));
}
const tv_column *tv_before_named(const tv_batch *batch, const char *name) {
  return tv_before_at(batch, (uint32_t)tv_position_of(batch->table, name));
}

void tv_misread(const tv_column *column, tv_kind asked) {
  static const char *const kinds[] = {"", "i64", "u64", "f64", "f32", "text", "bytes"};
  const tv_table *table = column->table;
  tv_buffer why = {NULL, 0, 0};
  tv_push_string(&why, "column ");
  if (table != NULL && column->position < table->column_count) {
    tv_push_text(&why, table->columns[column->position].name);
    tv_push_string(&why, " of ");
    tv_push_text(&why, table->db);
    tv_push_string(&why, ".");
    tv_push_text(&why, table->name);
  } else {
    tv_push_u64(&why, column->position);
  }
  tv_push_string(&why, " is of kind ");
  tv_push_string(&why, kinds[column->kind]);
  tv_push_string(&why, " and was read as ");
  tv_push_string(&why, kinds[asked]);
  tv_trap(tv_contents(&why));
}

tv_text tv_to_text(const tv_column *column, uint32_t row) {
  if (tv_is_null(column, row)) return (tv_text){NULL, 0};
  if (column->kind == TV_TEXT) return tv_bytes(column, row);
  tv_buffer text = {NULL, 0, 0};
  if (column->kind == TV_I64) tv_push_i64(&text, tv_i64(column, row));
  else if (column->kind == TV_U64) tv_push_u64(&text, tv_u64(column, row));
  else if (column->kind == TV_F64) tv_push_f64(&text, tv_f64(column, row));
  else if (column->kind == TV_F32) tv_push_f32(&text, tv_f32(column, row));
  else tv_push_base64(&text, tv_bytes(column, row));
  char *at = tv_alloc(text.length);
  uint32_t length = text.length;
  if (length > 0) memcpy(at, text.at, length);
  tv_free(&text);
  return (tv_text){at, length};
}

// ---- the answer of a transform

typedef enum { UNSET, IS_NULL, IS_SET } cell_state;
typedef struct {
  cell_state state;
  /** A number's bits, or a text that lies in the memory of the call. */
  uint64_t bits;
  tv_text text;
} cell;

/** Values of one column on one side of the change. */
typedef struct written {
  struct written *next;
  uint32_t position;
  tv_kind kind;
  uint32_t count, capacity;
  cell *cells;
} written;

struct tv_writer {
  const tv_batch *batch;
  tv_buffer sources, ops;
  written *sides[2];
  bool is_changed;
  const char *mistake;
  uint32_t mistaken_position;
};

static uint32_t rows_of(const tv_writer *out) { return out->ops.length; }

static void add_row(tv_writer *out, uint32_t source, tv_op op) {
  tv_push(&out->sources, &source, 4);
  push_byte(&out->ops, (uint8_t)op);
}

void tv_keep(tv_writer *out, uint32_t row) { add_row(out, row, tv_op_of(out->batch, row)); }
void tv_keep_all(tv_writer *out) {
  for (uint32_t row = 0; row < out->batch->rows; row += 1) tv_keep(out, row);
}
void tv_keep_as(tv_writer *out, uint32_t row, tv_op op) {
  out->is_changed = true;
  add_row(out, row, op);
}
void tv_add_new(tv_writer *out, tv_op op) {
  out->is_changed = true;
  add_row(out, NO_SOURCE, op);
}

static written *find_written(const tv_writer *out, tv_side side, uint32_t position) {
  for (written *column = out->sides[side]; column != NULL; column = column->next) {
    if (column->position == position) return column;
  }
  return NULL;
}

static void mistake(tv_writer *out, uint32_t position, const char *what) {
  if (out->mistake != NULL) return;
  out->mistake = what;
  out->mistaken_position = position;
}

static void set(tv_writer *out, tv_side side, uint32_t position, uint32_t kind, cell value) {
  uint32_t row = rows_of(out) - 1;
  if (rows_of(out) == 0) {
    mistake(out, position, "is set before any row is kept");
    return;
  }
  written *column = find_written(out, side, position);
  if (column == NULL) {
    column = tv_alloc(sizeof(written));
    *column = (written){out->sides[side], position, 0, 0, 0, NULL};
    out->sides[side] = column;
  }
  if (kind != 0 && column->kind != 0 && column->kind != kind) mistake(out, position, "is set as two kinds");
  if (kind != 0) column->kind = (tv_kind)kind;
  if (row >= column->capacity) {
    uint32_t capacity = row + 1 > column->capacity * 2 ? row + 16 : column->capacity * 2;
    cell *cells = tv_alloc(capacity * sizeof(cell));
    if (column->count > 0) memcpy(cells, column->cells, column->count * sizeof(cell));
    column->cells = cells;
    column->capacity = capacity;
  }
  while (column->count <= row) column->cells[column->count++] = (cell){UNSET, 0, {NULL, 0}};
  column->cells[row] = value;
}

static tv_text copied(tv_text text) {
  char *at = tv_alloc(text.length);
  memcpy(at, text.at, text.length);
  return (tv_text){at, text.length};
}

void tv_set_null(tv_writer *out, tv_side side, uint32_t position) { set(out, side, position, 0, (cell){IS_NULL, 0, {NULL, 0}}); }
void tv_set_u64(tv_writer *out, tv_side side, uint32_t position, uint64_t value) {
  set(out, side, position, TV_U64, (cell){IS_SET, value, {NULL, 0}});
}
void tv_set_i64(tv_writer *out, tv_side side, uint32_t position, int64_t value) {
  set(out, side, position, TV_I64, (cell){IS_SET, (uint64_t)value, {NULL, 0}});
}
void tv_set_f64(tv_writer *out, tv_side side, uint32_t position, double value) {
  uint64_t bits;
  memcpy(&bits, &value, 8);
  set(out, side, position, TV_F64, (cell){IS_SET, bits, {NULL, 0}});
}
void tv_set_f32(tv_writer *out, tv_side side, uint32_t position, float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  set(out, side, position, TV_F32, (cell){IS_SET, bits, {NULL, 0}});
}
void tv_set_text(tv_writer *out, tv_side side, uint32_t position, tv_text value) {
  set(out, side, position, TV_TEXT, (cell){IS_SET, 0, copied(value)});
}
void tv_set_bytes(tv_writer *out, tv_side side, uint32_t position, tv_text value) {
  set(out, side, position, TV_BYTES, (cell){IS_SET, 0, copied(value)});
}

static uint32_t source_of(const tv_writer *out, uint32_t row) { return tv_load_u32(out->sources.at + row * 4); }

static bool is_unchanged(const tv_writer *out) {
  if (out->is_changed || out->sides[0] != NULL || out->sides[1] != NULL || rows_of(out) != out->batch->rows) return false;
  for (uint32_t row = 0; row < rows_of(out); row += 1) {
    if (source_of(out, row) != row) return false;
  }
  return true;
}

/** 0 for a column that the manifest adds and that is NULL in every row: it is left out, and NULL then. */
static uint32_t kind_in(const tv_writer *out, uint32_t position) {
  for (int side = 0; side < 2; side += 1) {
    written *column = find_written(out, (tv_side)side, position);
    if (column != NULL && column->kind != 0) return column->kind;
  }
  const tv_column *read = tv_after_at(out->batch, position);
  if (read != NULL) return read->kind;
  const tv_table *table = out->batch->table;
  return table != NULL && position < table->column_count ? table->columns[position].kind : 0;
}

static uint32_t zeros(tv_buffer *out, uint32_t count) {
  uint32_t at = out->length;
  uint32_t padded = (count + 7) & ~7u;
  reserve(out, padded);
  memset(out->at + at, 0, padded);
  out->length += padded;
  return at;
}

static void put_u32(tv_buffer *out, uint32_t at, uint32_t value) { memcpy(out->at + at, &value, 4); }

/** The value of a row that was not set; a cell that is NULL when it has none. */
static cell from_source(tv_writer *out, uint32_t row, uint32_t position, uint32_t kind, tv_side side) {
  const cell nothing = {IS_NULL, 0, {NULL, 0}};
  const tv_batch *batch = out->batch;
  uint32_t source = source_of(out, row);
  if (source == NO_SOURCE || out->ops.at[row] == (side == TV_AFTER ? TV_DELETE : TV_INSERT)) return nothing;
  // A delete that goes on as something else has only the values before it, an insert only those after it.
  tv_op op = tv_op_of(batch, source);
  bool reads_before = op == TV_DELETE || (side == TV_BEFORE && op != TV_INSERT);
  const tv_column *column = reads_before ? tv_before_at(batch, position) : tv_after_at(batch, position);
  if (column == NULL) {
    if (batch->table != NULL && position < batch->table->column_count)
      mistake(out, position, "was not set in every row, and the batch does not have it");
    return nothing;
  }
  if (column->kind != kind) mistake(out, position, "is not of the kind that was set");
  if (column->kind != kind || tv_is_null(column, source)) return nothing;
  if (width_of(column->kind) == 0) return (cell){IS_SET, 0, tv_bytes(column, source)};
  uint64_t bits = width_of(column->kind) == 4 ? tv_load_u32(column->values + source * 4) : tv_load_u64(column->values + source * 8);
  return (cell){IS_SET, bits, {NULL, 0}};
}

static void write_column(tv_writer *out, tv_buffer *to, uint32_t descriptor, uint32_t position, uint32_t kind, tv_side side) {
  uint32_t rows = rows_of(out), width = width_of((tv_kind)kind);
  const written *column = find_written(out, side, position);
  if (column != NULL && column->kind != 0 && column->kind != kind) mistake(out, position, "is set as two kinds");
  uint32_t validity = zeros(to, (rows + 7) / 8);
  uint32_t offsets = width == 0 ? zeros(to, (rows + 1) * 4) : 0;
  uint32_t values = width == 0 ? to->length : zeros(to, rows * width);
  for (uint32_t row = 0; row < rows; row += 1) {
    cell value = column != NULL && row < column->count ? column->cells[row] : (cell){UNSET, 0, {NULL, 0}};
    if (value.state == UNSET) value = from_source(out, row, position, kind, side);
    if (value.state == IS_SET) {
      to->at[validity + (row >> 3)] |= (uint8_t)(1u << (row & 7));
      if (width == 0) tv_push_text(to, value.text);
      else memcpy(to->at + values + row * width, &value.bits, width);
    }
    if (width == 0) put_u32(to, offsets + (row + 1) * 4, to->length - values);
  }
  uint32_t length = width == 0 ? to->length - values : rows * width;
  zeros(to, (8 - (to->length & 7)) & 7);
  to->at[descriptor] = (uint8_t)position;
  to->at[descriptor + 1] = (uint8_t)(position >> 8);
  to->at[descriptor + 2] = (uint8_t)kind;
  put_u32(to, descriptor + 4, validity);
  put_u32(to, descriptor + 8, values);
  put_u32(to, descriptor + 12, length);
  put_u32(to, descriptor + 16, offsets);
}

static void write_batch(tv_writer *out, tv_buffer *to) {
  uint32_t rows = rows_of(out), count = 0, limit = 0;
  for (int side = 0; side < 2; side += 1) {
    for (written *column = out->sides[side]; column != NULL; column = column->next) limit += 1;
  }
  uint32_t *positions = tv_alloc(limit * 4 + 4);
  for (int side = 0; side < 2; side += 1) {
    for (written *column = out->sides[side]; column != NULL; column = column->next) {
      if ((side == 1 && find_written(out, TV_AFTER, column->position) != NULL) || kind_in(out, column->position) == 0) continue;
      uint32_t at = count++;
      for (; at > 0 && positions[at - 1] > column->position; at -= 1) positions[at] = positions[at - 1];
      positions[at] = column->position;
    }
  }
  bool has_before = (out->batch->before != NULL && out->batch->columns > 0) || out->sides[TV_BEFORE] != NULL;
  zeros(to, HEADER_BYTES);
  uint32_t ops = zeros(to, rows);
  memcpy(to->at + ops, out->ops.at, rows);
  uint32_t sources = zeros(to, rows * 4);
  memcpy(to->at + sources, out->sources.at, rows * 4);
  uint32_t after = zeros(to, count * COLUMN_BYTES);
  uint32_t before = has_before ? zeros(to, count * COLUMN_BYTES) : 0;
  for (uint32_t i = 0; i < count; i += 1) {
    uint32_t kind = kind_in(out, positions[i]);
    write_column(out, to, after + i * COLUMN_BYTES, positions[i], kind, TV_AFTER);
    if (has_before) write_column(out, to, before + i * COLUMN_BYTES, positions[i], kind, TV_BEFORE);
  }
  put_u32(to, 0, MAGIC);
  put_u32(to, 4, 1 | HEADER_BYTES << 16);
  put_u32(to, 8, to->length);
  put_u32(to, 12, rows);
  memcpy(to->at + 16, &out->batch->table_id, 8);
  put_u32(to, 24, out->batch->schema_version);
  put_u32(to, 28, count);
  put_u32(to, 32, ops);
  put_u32(to, 44, after);
  put_u32(to, 48, before);
  put_u32(to, 52, sources);
}

// ---- answers

struct tv_verdicts {
  tv_buffer text;
};

static void verdict(tv_verdicts *verdicts, uint32_t row, const char *name, tv_text reason) {
  tv_buffer *out = &verdicts->text;
  tv_push_string(out, out->length == 0 ? ",\"verdicts\":[{\"row\":" : ",{\"row\":");
  tv_push_u64(out, row);
  tv_push_string(out, ",\"verdict\":\"");
  tv_push_string(out, name);
  tv_push_string(out, "\",\"reason\":");
  tv_push_quoted(out, reason);
  tv_push_string(out, "}");
}

void tv_skip(tv_verdicts *verdicts, uint32_t row, tv_text reason) { verdict(verdicts, row, "skip", reason); }
void tv_retry(tv_verdicts *verdicts, uint32_t row, tv_text reason) { verdict(verdicts, row, "retry", reason); }
void tv_dead_letter(tv_verdicts *verdicts, uint32_t row, tv_text reason) { verdict(verdicts, row, "deadLetter", reason); }

/** Writes a status without its last brace. */
static void push_status(tv_buffer *out, tv_status status) {
  tv_push_string(out, "{\"code\":");
  tv_push_i64(out, status.code);
  tv_push_string(out, ",\"message\":");
  tv_push_quoted(out, status.message);
  tv_push_string(out, ",\"cause\":");
  if (status.cause.length == 0) tv_push_string(out, "null");
  else tv_push_quoted(out, status.cause);
  if (status.flushed_ts > 0) {
    tv_push_string(out, ",\"resolved_ts\":\"");
    tv_push_u64(out, status.flushed_ts);
    tv_push_string(out, "\"");
  }
}

// ---- host calls

static tv_buffer request;
static tv_text last_error, last_answer;

tv_text tv_host_error(void) { return last_error; }

static bool host(const char *binding, const char *ns, const char *operation, tv_text payload) {
  tv_text o = tv_text_of(operation), n = tv_text_of(ns), b = tv_text_of(binding);
  bool ok = host_call(b.at, b.length, n.at, n.length, o.at, o.length, payload.at, payload.length) == 1;
  uint32_t length = ok ? host_response_length() : host_error_length();
  char *at = tv_alloc(length);
  if (ok) host_response(at);
  else host_error(at);
  last_answer = ok ? (tv_text){at, length} : (tv_text){NULL, 0};
  last_error = ok ? (tv_text){NULL, 0} : (tv_text){at, length};
  return ok;
}

/** Begins a request with a text and its length before it. */
static void frame(tv_text text) {
  request.length = 0;
  tv_push(&request, &text.length, 4);
  tv_push_text(&request, text);
}

static bool host_request(const char *binding, const char *ns, const char *operation) {
  return host(binding, ns, operation, tv_contents(&request));
}

void tv_log(const char *level, tv_text text) { host("log", "", level, text); }

static bool metric(const char *name, const char *operation, double value) {
  bool is_negative = value < 0;
  double size = is_negative ? -value : value;
  if (!(size < 9.2e12)) {
    last_error = TV("EINVAL: value is too large for a metric");
    return false;
  }
  uint64_t millionths = (uint64_t)(size * 1e6 + 0.5);
  request.length = 0;
  if (is_negative) push_byte(&request, '-');
  tv_push_u64(&request, millionths / 1000000);
  if (millionths % 1000000 > 0) {
    push_byte(&request, '.');
    for (uint64_t rest = millionths % 1000000, unit = 100000; rest > 0; unit /= 10) {
      push_byte(&request, (uint8_t)('0' + rest / unit));
      rest %= unit;
    }
  }
  return host_request("metrics", name, operation);
}

bool tv_metrics_add(const char *name, double value) { return metric(name, "add", value); }
bool tv_metrics_set(const char *name, double value) { return metric(name, "set", value); }

static bool clock_of(const char *operation, uint64_t *value) {
  if (!host("clock", "", operation, (tv_text){NULL, 0})) return false;
  *value = digits_of(last_answer);
  return true;
}

bool tv_clock_now_ms(uint64_t *ms) { return clock_of("now", ms); }
bool tv_clock_monotonic_ns(uint64_t *ns) { return clock_of("monotonic", ns); }

bool tv_kv_get(tv_text key, tv_text *value) {
  frame(key);
  if (!host_request("kv", "", "get")) return false;
  bool is_there = last_answer.length > 0 && last_answer.at[0] == 1;
  *value = is_there ? (tv_text){last_answer.at + 1, last_answer.length - 1} : (tv_text){NULL, 0};
  return true;
}
bool tv_kv_put(tv_text key, tv_text value) {
  frame(key);
  tv_push_text(&request, value);
  return host_request("kv", "", "put");
}
bool tv_kv_delete(tv_text key) {
  frame(key);
  return host_request("kv", "", "delete");
}
bool tv_kv_list(tv_text prefix, const tv_text **keys, uint32_t *count) {
  frame(prefix);
  if (!host_request("kv", "", "list")) return false;
  tv_text *list = tv_alloc(last_answer.length / 4 * sizeof(tv_text) + 1);
  *count = 0;
  for (uint64_t at = 0; at + 4 <= last_answer.length;) {
    uint32_t length = tv_load_u32((const uint8_t *)last_answer.at + at);
    if (at + 4 + length > last_answer.length) break;
    list[(*count)++] = (tv_text){last_answer.at + at + 4, length};
    at += 4 + (uint64_t)length;
  }
  *keys = list;
  return true;
}
bool tv_kv_flush(void) { return host("kv", "", "flush", (tv_text){NULL, 0}); }

static bool file(const char *folder, const char *operation, tv_text path, tv_text rest) {
  frame(path);
  tv_push_text(&request, rest);
  return host_request("fs", folder, operation);
}

bool tv_fs_create(const char *folder, tv_text path, tv_text bytes) { return file(folder, "create", path, bytes); }
bool tv_fs_append(const char *folder, tv_text path, tv_text bytes) { return file(folder, "append", path, bytes); }
bool tv_fs_flush(const char *folder, tv_text path) { return file(folder, "flush", path, (tv_text){NULL, 0}); }
bool tv_fs_size(const char *folder, tv_text path, uint64_t *size) {
  if (!file(folder, "size", path, (tv_text){NULL, 0})) return false;
  *size = digits_of(last_answer);
  return true;
}
bool tv_fs_truncate(const char *folder, tv_text path, uint64_t size) {
  return file(folder, "truncate", path, (tv_text){(const char *)&size, 8});
}
bool tv_fs_read(const char *folder, tv_text path, uint64_t offset, uint32_t length, tv_text *bytes) {
  char rest[12];
  memcpy(rest, &offset, 8);
  memcpy(rest + 8, &length, 4);
  if (!file(folder, "read", path, (tv_text){rest, 12})) return false;
  *bytes = last_answer;
  return true;
}
bool tv_fs_list(const char *folder, tv_text path, tv_text *names) {
  if (!file(folder, "list", path, (tv_text){NULL, 0})) return false;
  *names = last_answer;
  return true;
}

bool tv_http(const char *method, tv_text url, const tv_text *headers, uint32_t header_count, tv_text body, uint32_t timeout_ms,
             tv_response *response) {
  tv_buffer head = {NULL, 0, 0};
  tv_push_string(&head, "{\"url\":");
  tv_push_quoted(&head, url);
  tv_push_string(&head, ",\"headers\":{");
  for (uint32_t i = 0; i < header_count; i += 1) {
    if (i > 0) tv_push_string(&head, ",");
    tv_push_quoted(&head, headers[i * 2]);
    tv_push_string(&head, ":");
    tv_push_quoted(&head, headers[i * 2 + 1]);
  }
  tv_push_string(&head, "},\"timeoutMs\":");
  tv_push_u64(&head, timeout_ms);
  tv_push_string(&head, "}");
  frame(tv_contents(&head));
  tv_free(&head);
  tv_push_text(&request, body);
  if (!host_request("http", "", method)) return false;
  uint64_t length = last_answer.length < 4 ? 0 : tv_load_u32((const uint8_t *)last_answer.at);
  tv_json json = length + 4 > last_answer.length ? NO_JSON : tv_json_read((tv_text){last_answer.at + 4, (uint32_t)length});
  if (json.at == NULL) {
    last_error = TV("the host's answer is no response");
    return false;
  }
  *response = (tv_response){(uint32_t)tv_json_u64(tv_json_get(json, "status")), tv_json_get(json, "headers"),
                            (tv_text){last_answer.at + 4 + length, last_answer.length - 4 - (uint32_t)length}};
  return true;
}

bool tv_schema_table(tv_text db, tv_text table, tv_json *json) {
  request.length = 0;
  tv_push_string(&request, "{\"db\":");
  tv_push_quoted(&request, db);
  tv_push_string(&request, ",\"table\":");
  tv_push_quoted(&request, table);
  tv_push_string(&request, "}");
  if (!host_request("schema", "", "table")) return false;
  *json = tv_json_read(last_answer);
  return json->at != NULL;
}

bool tv_secret(const char *name, tv_text *value) {
  if (!host("secret", name, "get", (tv_text){NULL, 0})) return false;
  *value = last_answer;
  return true;
}

// ---- operations

static tv_status malformed(void) { return tv_refused(TV("payload is not what this operation takes")); }

static tv_status add_table(tv_json json) {
  known_table *known = read_table(json);
  tv_status status = tivalve_plugin.add_table == NULL ? tv_ok() : tivalve_plugin.add_table(&known->table);
  if (status.code != 200) {
    tv_free(&known->memory);
    give_back(known, shift_for(sizeof(known_table)));
    return status;
  }
  forget_table(known->table.id);
  known->next = tables;
  tables = known;
  return status;
}

static tv_status remove_table(tv_json json) {
  uint64_t table_id = tv_json_u64(tv_json_get(json, "table_id"));
  tv_status status = tivalve_plugin.remove_table == NULL ? tv_ok() : tivalve_plugin.remove_table(table_id);
  if (status.code == 200) forget_table(table_id);
  return status;
}

static tv_status flush(tv_json json) {
  if (tivalve_plugin.flush == NULL) return tv_missing();
  uint64_t resolved_ts = tv_json_u64(tv_json_get(json, "resolved_ts"));
  tv_status status = tivalve_plugin.flush(tv_json_u64(tv_json_get(json, "table_id")), resolved_ts);
  if (status.code == 200 && status.flushed_ts == 0) status.flushed_ts = resolved_ts;
  return status;
}

static tv_status init(tv_json json) {
  tv_json config = tv_json_get(json, "config");
  if (config.at == NULL) return malformed();
  tv_context context = {tv_json_text(tv_json_get(json, "changefeed")), tv_json_text(tv_json_get(json, "instance")),
                        tv_json_u64(tv_json_get(json, "epoch"))};
  return tivalve_plugin.init == NULL ? tv_missing() : tivalve_plugin.init(config, &context);
}

static tv_status state_import(tv_json json) {
  tv_text state;
  if (!from_base64(tv_json_text(tv_json_get(json, "state")), &state)) return malformed();
  if (tivalve_plugin.state_import == NULL) return tv_missing();
  return tivalve_plugin.state_import(tv_json_text(tv_json_get(json, "from_version")), state);
}

static tv_status with_json(tv_text operation, tv_text payload) {
  tv_json json = tv_json_read(payload);
  if (json.at == NULL || *json.at != '{') return malformed();
  if (tv_equals(operation, "plugin_init")) return init(json);
  if (tv_equals(operation, "sink_add_table")) return add_table(json);
  if (tv_equals(operation, "sink_remove_table")) return remove_table(json);
  if (tv_equals(operation, "sink_flush_row_changed_events")) return flush(json);
  if (tv_equals(operation, "sink_emit_ddl_event")) return tivalve_plugin.ddl == NULL ? tv_missing() : tivalve_plugin.ddl(json);
  if (tv_equals(operation, "state_import")) return state_import(json);
  if (tivalve_plugin.checkpoint == NULL) return tv_missing();
  return tivalve_plugin.checkpoint(tv_json_u64(tv_json_get(json, "ts")), tv_json_get(json, "tables"));
}

static bool takes_json(tv_text operation) {
  static const char *const known[] = {"plugin_init",           "sink_add_table", "sink_remove_table", "sink_flush_row_changed_events",
                                      "sink_emit_ddl_event", "state_import",   "sink_emit_checkpoint_ts"};
  for (uint32_t i = 0; i < 7; i += 1) {
    if (tv_equals(operation, known[i])) return true;
  }
  return false;
}

static void answer_status(tv_buffer *answer, tv_status status, tv_text fields) {
  push_status(answer, status);
  tv_push_text(answer, fields);
  tv_push_string(answer, "}");
}

static void answer_transform(tv_buffer *answer, tv_text payload) {
  tv_batch batch;
  const tv_text none = {NULL, 0};
  if (!tv_batch_read(payload, &batch)) return answer_status(answer, malformed(), none);
  tv_writer out = {.batch = &batch};
  tv_status status = tivalve_plugin.transform == NULL ? tv_missing() : tivalve_plugin.transform(&batch, &out);
  if (status.code != 200) answer_status(answer, status, none);
  else if (is_unchanged(&out)) tv_push_string(answer, "{\"code\":200,\"unchanged\":true}");
  else if (rows_of(&out) == 0) tv_push_string(answer, "{\"code\":200,\"rows\":[]}");
  else if (out.mistake == NULL) write_batch(&out, answer);
  if (status.code == 200 && out.mistake != NULL) {
    tv_buffer message = {NULL, 0, 0};
    tv_push_string(&message, "column ");
    tv_push_u64(&message, out.mistaken_position);
    tv_push_string(&message, " ");
    tv_push_string(&message, out.mistake);
    answer->length = 0;
    answer_status(answer, tv_failed(tv_contents(&message), none), none);
    tv_free(&message);
  }
  tv_free(&out.sources);
  tv_free(&out.ops);
}

static void answer_rows(tv_buffer *answer, tv_text payload) {
  tv_batch batch;
  tv_verdicts verdicts = {{NULL, 0, 0}};
  tv_status status = malformed();
  if (tv_batch_read(payload, &batch)) status = tivalve_plugin.rows == NULL ? tv_missing() : tivalve_plugin.rows(&batch, &verdicts);
  if (verdicts.text.length > 0) tv_push_string(&verdicts.text, "]");
  answer_status(answer, status, status.code == 200 ? tv_contents(&verdicts.text) : (tv_text){NULL, 0});
  tv_free(&verdicts.text);
}

static void answer_state(tv_buffer *answer) {
  tv_buffer state = {NULL, 0, 0}, fields = {NULL, 0, 0};
  tv_status status = tivalve_plugin.state_export == NULL ? tv_missing() : tivalve_plugin.state_export(&state);
  if (status.code == 200) {
    tv_push_string(&fields, ",\"state\":\"");
    tv_push_base64(&fields, tv_contents(&state));
    tv_push_string(&fields, "\"");
  }
  answer_status(answer, status, tv_contents(&fields));
  tv_free(&state);
  tv_free(&fields);
}

static void answer_call(tv_buffer *answer, tv_text operation, tv_text payload) {
  const tv_text none = {NULL, 0};
  const tv_plugin *plugin = &tivalve_plugin;
  if (tv_equals(operation, "sink_emit_row_changed_events")) return answer_rows(answer, payload);
  if (tv_equals(operation, "transform_rows")) return answer_transform(answer, payload);
  if (tv_equals(operation, "state_export")) return answer_state(answer);
  if (takes_json(operation)) return answer_status(answer, with_json(operation, payload), none);
  if (tv_equals(operation, "sink_close")) return answer_status(answer, plugin->close == NULL ? tv_missing() : plugin->close(), none);
  if (tv_equals(operation, "plugin_self_test"))
    return answer_status(answer, plugin->self_test == NULL ? tv_missing() : plugin->self_test(), none);
  if (plugin->other == NULL || !plugin->other(operation, payload, answer)) {
    answer->length = 0;
    answer_status(answer, tv_missing(), none);
  }
}

__attribute__((export_name("__guest_call"))) int guest_call(uint32_t operation_length, uint32_t payload_length) {
  static tv_buffer taken, answer;
  // The payload lies at a multiple of 8, behind the operation, with a byte that no text reaches past.
  uint32_t payload_at = (operation_length + 7) & ~7u;
  taken.length = 0;
  reserve(&taken, payload_at + payload_length + 1);
  guest_request(taken.at, taken.at + payload_at);
  taken.at[payload_at + payload_length] = 0;
  answer.length = 0;
  answer_call(&answer, (tv_text){(const char *)taken.at, operation_length}, (tv_text){(const char *)taken.at + payload_at, payload_length});
  guest_response(answer.at, answer.length);
  last_error = last_answer = (tv_text){NULL, 0};
  end_call_memory();
  return 1;
}
