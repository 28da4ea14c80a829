package org.tune4j.space;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;

import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The language of {@link Expression}: which names, operators and functions there are. */
final class ExpressionLanguage {
  /** What an expression may read; a sweep's variant has some of these. */
  static final List<String> ROOTS = List.of("config", "env", "resources_per_trial", "run");

  private static final Object NULL = NullValue.NULL_VALUE;

  /** The language's own operators take two wholes or two reals; these also take one of each. */
  private static final List<String> OPERATORS = List.of("_+_", "_-_", "_*_", "_/_");

  private static final List<String> OF_TWO = List.of("min", "max", "pow");
  private static final List<String> OF_ONE = List.of("exp", "log", "sqrt");
  private static final List<String> TO_WHOLE = List.of("ceil", "floor", "round");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(10_000)
          .maxParseRecursionDepth(50)
          .build();

  /** Its operators and functions, with no names. */
  static final CelCompiler NAMELESS;

  static final CelCompiler COMPILER;
  static final CelRuntime RUNTIME;

  static {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS);
    CelRuntimeBuilder runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS);
    OPERATORS.forEach(name -> mixed(name, compiler, runtime));
    OF_TWO.forEach(name -> ofTwo(name, compiler, runtime));
    OF_ONE.forEach(name -> ofOne(name, compiler, runtime));
    TO_WHOLE.forEach(name -> toWhole(name, compiler, runtime));
    NAMELESS = compiler.build();
    compiler.addVar("config", MapType.create(SimpleType.STRING, DYN));
    ROOTS.stream().filter(root -> !root.equals("config")).forEach(r -> compiler.addVar(r, DYN));
    COMPILER = compiler.build();
    RUNTIME = runtime.build();
  }

  private ExpressionLanguage() {}

  /** The language with more names. */
  static CelCompiler compiler(Collection<String> names) {
    if (names.isEmpty()) {
      return COMPILER;
    }
    CelCompilerBuilder more = COMPILER.toCompilerBuilder();
    names.forEach(name -> more.addVar(name, DYN));
    return more.build();
  }

  private static void mixed(String name, CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    declare(compiler, name, name + "_real_whole", DOUBLE, DOUBLE, INT);
    declare(compiler, name, name + "_whole_real", DOUBLE, INT, DOUBLE);
    runtime.addFunctionBindings(
        CelFunctionBinding.from(
            name + "_real_whole", Double.class, Long.class, (a, b) -> real(name, a, (double) b)),
        CelFunctionBinding.from(
            name + "_whole_real", Long.class, Double.class, (a, b) -> real(name, (double) a, b)));
  }

  private static void ofTwo(String name, CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    mixed(name, compiler, runtime);
    declare(compiler, name, name + "_reals", DOUBLE, DOUBLE, DOUBLE);
    declare(compiler, name, name + "_wholes", name.equals("pow") ? DOUBLE : INT, INT, INT);
    runtime.addFunctionBindings(
        CelFunctionBinding.from(
            name + "_reals", Double.class, Double.class, (a, b) -> real(name, a, b)),
        CelFunctionBinding.from(
            name + "_wholes", Long.class, Long.class, (a, b) -> ofWholes(name, a, b)));
  }

  private static void ofOne(String name, CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    declare(compiler, name, name + "_real", DOUBLE, DOUBLE);
    declare(compiler, name, name + "_whole", DOUBLE, INT);
    runtime.addFunctionBindings(
        CelFunctionBinding.from(name + "_real", Double.class, a -> real(name, a)),
        CelFunctionBinding.from(name + "_whole", Long.class, a -> real(name, (double) a)));
  }

  private static void toWhole(String name, CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    declare(compiler, name, name + "_real", INT, DOUBLE);
    declare(compiler, name, name + "_whole", INT, INT);
    runtime.addFunctionBindings(
        CelFunctionBinding.from(name + "_real", Double.class, a -> (long) real(name, a)),
        CelFunctionBinding.from(name + "_whole", Long.class, a -> a));
  }

  private static double real(String name, double a, double b) {
    return switch (name) {
      case "_+_" -> a + b;
      case "_-_" -> a - b;
      case "_*_" -> a * b;
      case "_/_" -> a / b;
      case "pow" -> StrictMath.pow(a, b);
      case "min" -> Math.min(a, b);
      case "max" -> Math.max(a, b);
      default -> throw new IllegalStateException(name);
    };
  }

  private static Object ofWholes(String name, long a, long b) {
    return switch (name) {
      case "min" -> (Object) Math.min(a, b);
      case "max" -> Math.max(a, b);
      default -> real(name, (double) a, (double) b);
    };
  }

  private static double real(String name, double a) {
    return switch (name) {
      case "exp" -> StrictMath.exp(a);
      case "log" -> StrictMath.log(a);
      case "sqrt" -> StrictMath.sqrt(a);
      case "ceil" -> Math.ceil(a);
      case "floor" -> Math.floor(a);
      case "round" -> Math.rint(a);
      default -> throw new IllegalStateException(name);
    };
  }

  private static void declare(
      CelCompilerBuilder compiler, String name, String id, CelType result, CelType... arguments) {
    compiler.addFunctionDeclarations(
        newFunctionDeclaration(name, newGlobalOverload(id, result, List.of(arguments))));
  }

  /** What an expression reads of the roots, as the language takes it: it has a null of its own. */
  static Map<String, Object> variables(
      Map<String, @Nullable Object> roots, Collection<String> references) {
    Map<String, Object> variables = new TreeMap<>();
    ROOTS.forEach(root -> variables.put(root, roots.containsKey(root) ? new TreeMap<>() : NULL));
    references.forEach(path -> copy(path, roots, variables));
    return variables;
  }

  @SuppressWarnings("unchecked") // every map in there is one of texts
  private static void copy(
      String path, Map<String, @Nullable Object> from, Map<String, Object> into) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    if (!from.containsKey(key)) {
      return;
    }
    Object value = from.get(key);
    if (dot >= 0 && value instanceof Map<?, ?> inner) {
      if (!(into.get(key) instanceof Map<?, ?>)) {
        into.put(key, new TreeMap<String, Object>());
      }
      copy(
          path.substring(dot + 1),
          (Map<String, @Nullable Object>) inner,
          (Map<String, Object>) into.get(key));
    } else {
      into.put(key, toCel(value));
    }
  }

  private static Object toCel(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case Map<?, ?> map -> {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), toCel(v)));
        yield copy;
      }
      case List<?> list -> list.stream().map(ExpressionLanguage::toCel).toList();
      default -> value;
    };
  }

  /** A value as a config holds it. */
  static @Nullable Object fromCel(Object value) {
    return switch (value) {
      case Long n -> n;
      case Double d -> d;
      case String s -> s;
      case Boolean b -> b;
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(fromCel(item)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), fromCel(v)));
        yield copy;
      }
      default -> {
        if (value.equals(NULL)) {
          yield null;
        }
        throw new IllegalArgumentException(
            "must give a number, a text, a truth value, a list or a map, not a "
                + value.getClass().getSimpleName());
      }
    };
  }
}
