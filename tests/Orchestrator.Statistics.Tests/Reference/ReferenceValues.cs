using System.Text.Json;

namespace Orchestrator.Statistics.Tests.Reference;

/// <summary>What reference.py wrote: the numbers of scipy, by name.</summary>
internal static class ReferenceValues
{
    private const double Tolerance = 1e-6;

    private static readonly JsonElement Root = Read();

    /// <summary>The cases of one function, at least one.</summary>
    public static List<JsonElement> Of(string name) => [.. Root.GetProperty(name).EnumerateArray()];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static int? WholeOrNull(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } found ? found.GetInt32() : null;

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>Equal to 1e-6, relative to the expected value where that is larger than 1.</summary>
    public static void AssertClose(double expected, double? actual, string what = "")
    {
        Assert.True(actual is not null, $"{what}: null instead of {expected}");
        var error = Math.Abs(actual.Value - expected) / Math.Max(1, Math.Abs(expected));
        Assert.True(error <= Tolerance, $"{what}: {actual} instead of {expected}");
    }

    private static JsonElement Read()
    {
        using var stream = typeof(ReferenceValues).Assembly.GetManifestResourceStream("reference.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
