package pielikums.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of one request, wherever it came from. Only options the tool knows get in. */
public final class Options {

    private final Tool tool;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    Options(Tool tool) {
        this.tool = tool;
    }

    void addValue(String name, String value) throws UsageException {
        if (!tool.valueOptions().contains(name)) {
            throw new UsageException("unknown option of " + tool.label() + ": " + name);
        }
        values.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
    }

    void addFlag(String name) throws UsageException {
        if (!tool.flags().contains(name)) {
            throw new UsageException("unknown option of " + tool.label() + ": " + name);
        }
        values.put(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> single(String name) throws UsageException {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new UsageException("option given more than once: " + name);
        }
        return given.stream().findFirst();
    }
}
