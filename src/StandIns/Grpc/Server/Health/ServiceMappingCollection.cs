using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The services whose health can be asked for, each with the checks that decide it.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _byName = new(StringComparer.Ordinal);

    /// <summary>How many services there are.</summary>
    public int Count => _byName.Count;

    /// <summary>Sets the checks of a service, in place of any that it has.</summary>
    /// <param name="name">The service's full name; empty for the server as a whole.</param>
    /// <param name="predicate">Whether a check counts.</param>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) =>
        _byName[name] = new ServiceMapping(name, predicate);

    /// <summary>Adds a service.</summary>
    /// <param name="mapping">The service and its checks.</param>
    public void Add(ServiceMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        _byName.Add(mapping.Name, mapping);
    }

    /// <summary>Takes a service out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string name) => _byName.Remove(name);

    /// <summary>Takes all services out.</summary>
    public void Clear() => _byName.Clear();

    /// <inheritdoc/>
    public IEnumerator<ServiceMapping> GetEnumerator() => _byName.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryGetServiceMapping(string name, [NotNullWhen(true)] out ServiceMapping? serviceMapping) =>
        _byName.TryGetValue(name, out serviceMapping);
}
