/// Large memory that starts as zeros.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace csj {

/// Numbers in memory of few, large pages: a table that is looked into at random needs them.
template <typename Element>
class ZeroedMemory {
 public:
  explicit ZeroedMemory(size_t count) : count(count) {
#ifdef __linux__
    void *made = mmap(nullptr, byte_count(), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made == MAP_FAILED) throw std::bad_alloc();
    // A wish only.
    madvise(made, byte_count(), MADV_HUGEPAGE);
    elements = static_cast<Element *>(made);
#else
    elements = static_cast<Element *>(std::calloc(count, sizeof(Element)));
    if (elements == nullptr) throw std::bad_alloc();
#endif
  }

  ZeroedMemory(const ZeroedMemory &) = delete;
  ZeroedMemory &operator=(const ZeroedMemory &) = delete;

  ~ZeroedMemory() {
#ifdef __linux__
    munmap(elements, byte_count());
#else
    std::free(elements);
#endif
  }

  void swap(ZeroedMemory &other) {
    std::swap(count, other.count);
    std::swap(elements, other.elements);
  }

  size_t size() const { return count; }
  Element &operator[](size_t index) { return elements[index]; }
  const Element &operator[](size_t index) const { return elements[index]; }
  const Element *begin() const { return elements; }
  const Element *end() const { return elements + count; }

 private:
  size_t count;
  Element *elements;

  size_t byte_count() const { return count * sizeof(Element); }
};

}  // namespace csj
