/** The sweep file: from the located YAML tree to a sweep, with all problems at once. */
@NullMarked
package org.tune4j.tuner.spec;

import org.jspecify.annotations.NullMarked;
