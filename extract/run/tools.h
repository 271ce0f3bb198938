/* tools.h - what the command does besides extracting: proving the patterns, listing the rules,
 * looking up codes.
 * Each returns the exit status.
 */
#ifndef BE_TOOLS_H
#define BE_TOOLS_H

#include "../options.h"

int be_tool_check_patterns(const struct be_command *cmd);
int be_tool_list_rules(const struct be_command *cmd);
int be_tool_codes(const struct be_command *cmd); /* the inputs are names and codes */

#endif
