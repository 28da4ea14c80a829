/** Rules about the code of all modules: who knows whom, and what is kept out of where. */
@NullMarked
package org.tune4j.architecture;

import org.jspecify.annotations.NullMarked;
