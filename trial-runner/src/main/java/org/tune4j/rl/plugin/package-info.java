/** Classes of users, given by name. */
@NullMarked
package org.tune4j.rl.plugin;

import org.jspecify.annotations.NullMarked;
