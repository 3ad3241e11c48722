#ifndef PRECEDENT_CLIBGIT2_SHIM_H
#define PRECEDENT_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>

// git_libgit2_opts takes variable arguments, which Swift cannot pass. One function per option in use.

static inline int precedent_git_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, (int)level, path);
}

static inline int precedent_git_get_search_path(git_config_level_t level, git_buf *out) {
  return git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, (int)level, out);
}

static inline int precedent_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int precedent_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

#endif
