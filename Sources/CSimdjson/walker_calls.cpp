
#include "walker.hpp"

extern "C" {

csj_walker *csj_walker_create(uint64_t key0, uint64_t key1, uint32_t depth_limit,
                              size_t line_limit) {
  try {
    auto *walker = new csj_walker();
    walker->key = csj::Key{key0, key1};
    walker->depth_limit = depth_limit;
    walker->line_limit = line_limit;
    return walker;
  } catch (...) {
    return nullptr;
  }
}

void csj_walker_destroy(csj_walker *walker) { delete walker; }

int32_t csj_walker_add_node(csj_walker *walker, csj_node_plan plan) {
  walker->nodes.push_back(std::make_unique<csj::Node>(plan));
  if (plan.hoists) {
    const uint8_t name[] = {'p', 'r', 'o', 'p', 'e', 'r', 't', 'i', 'e', 's'};
    const auto node = static_cast<int32_t>(walker->nodes.size() - 1);
    csj_walker_add_member(walker, node, name, sizeof name, CSJ_NONE, false);
    walker->members.back()->is_hoisted = true;
  }
  return static_cast<int32_t>(walker->nodes.size() - 1);
}

void csj_walker_add_member(csj_walker *walker, int32_t node, const uint8_t *name, size_t count,
                           int32_t value, bool is_required) {
  csj::Node &owner = *walker->nodes[node];
  walker->members.push_back(std::make_unique<csj::Member>(name, count, value, is_required));
  csj::Member *member = walker->members.back().get();
  owner.members.emplace(member->name, member);
  owner.required_count += is_required ? 1 : 0;
}

int32_t csj_walker_add_dictionary(csj_walker *walker, bool has_column) {
  walker->codings.push_back(std::make_unique<csj::Coding>(walker->key, has_column));
  return static_cast<int32_t>(walker->codings.size() - 1);
}

bool csj_walk(csj_walker *walker, const uint8_t *bytes, size_t start, size_t count,
              size_t greatest_row_count, csj_walk_result *result) {
  try {
    return walker->walk(bytes, start, count, greatest_row_count, result);
  } catch (...) {
    return false;
  }
}

const uint32_t *csj_walker_codes(const csj_walker *walker, int32_t dictionary) {
  return walker->codings[dictionary]->codes.data();
}

bool csj_walker_next_value(const csj_walker *walker, int32_t dictionary, csj_value *value) {
  const auto *entry = walker->codings[dictionary]->dictionary.next_pending();
  if (entry == nullptr) return false;
  *value = csj_value{entry->bytes, entry->count};
  return true;
}

void csj_walker_judge(csj_walker *walker, int32_t dictionary, bool is_good) {
  walker->codings[dictionary]->dictionary.judge(is_good);
}

void csj_walker_settle(csj_walker *walker) {
  for (const auto &pending : walker->pending) {
    if (!pending.coding->dictionary.is_good(pending.code)) walker->rows.make_odd(pending.row);
  }
}

size_t csj_walker_value_count(const csj_walker *walker, int32_t dictionary) {
  return walker->codings[dictionary]->dictionary.value_count();
}

size_t csj_walker_byte_count(const csj_walker *walker, int32_t dictionary) {
  return walker->codings[dictionary]->dictionary.byte_count();
}

void csj_walker_clear(csj_walker *walker, int32_t dictionary) {
  walker->codings[dictionary]->dictionary.clear();
}

void csj_walker_hash_id(const csj_walker *walker, const uint8_t *bytes, size_t count,
                        uint64_t *high, uint32_t *low) {
  csj_id id;
  csj::SipHash(walker->key).hash(bytes, count, &id);
  *high = id.high;
  *low = id.low;
}

}  // extern "C"
