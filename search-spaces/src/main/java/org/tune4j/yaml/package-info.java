/**
 * YAML and JSON text: a tree that knows where each value stands, a list of problems that is
 * reported at once, and JSON in one canonical form.
 */
@NullMarked
package org.tune4j.yaml;

import org.jspecify.annotations.NullMarked;
