using Orchestrator.Sweeps.Catalog;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>Generators and models with their settings, as the wire has them and as the program has them.</summary>
public static class AlgorithmMapper
{
    /// <summary>The message of <paramref name="algorithm"/>.</summary>
    public static Wire.Algorithm ToWire(AlgorithmDescriptor algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        var wire = new Wire.Algorithm
        {
            Name = algorithm.Name,
            Version = algorithm.Version,
            Description = algorithm.Description,
            Fuses = algorithm.Fuses,
            Classifies = algorithm.Classifies,
            Regresses = algorithm.Regresses,
        };
        wire.Settings.AddRange(algorithm.Settings.Select(ToWire));
        return wire;
    }

    /// <summary>The algorithm of a message.</summary>
    /// <exception cref="WireFormatException">The name is empty, or a setting has a kind that is not known.</exception>
    public static AlgorithmDescriptor ToDomain(Wire.Algorithm wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("algorithm");
        var settings = wire.Settings.Select((setting, i) => ToDomain(setting, new FieldPath("algorithm.settings", i)));
        return new AlgorithmDescriptor(
            Name(wire.Name, path), FieldChecks.NotNegative(wire.Version, path, "version"), wire.Description,
            [.. settings])
        {
            Fuses = wire.Fuses,
            Classifies = wire.Classifies,
            Regresses = wire.Regresses,
        };
    }

    private static Wire.Setting ToWire(SettingDescriptor setting)
    {
        var wire = new Wire.Setting
        {
            Name = setting.Name,
            Kind = setting.Kind switch
            {
                SettingKind.Integer => Wire.SettingKind.Integer,
                SettingKind.Real => Wire.SettingKind.Real,
                SettingKind.Flag => Wire.SettingKind.Flag,
                SettingKind.Integers => Wire.SettingKind.Integers,
                SettingKind.Search => Wire.SettingKind.Search,
                _ => Wire.SettingKind.Choice,
            },
            DefaultValue = setting.Default,
            Description = setting.Description,
            Later = setting.Later,
        };
        if (!double.IsInfinity(setting.Minimum))
            wire.Minimum = setting.Minimum;
        if (!double.IsInfinity(setting.Maximum))
            wire.Maximum = setting.Maximum;
        wire.Choices.AddRange(setting.Choices);
        return wire;
    }

    private static SettingDescriptor ToDomain(Wire.Setting wire, FieldPath path)
    {
        var kind = wire.Kind switch
        {
            Wire.SettingKind.Integer => SettingKind.Integer,
            Wire.SettingKind.Real => SettingKind.Real,
            Wire.SettingKind.Flag => SettingKind.Flag,
            Wire.SettingKind.Choice => SettingKind.Choice,
            Wire.SettingKind.Integers => SettingKind.Integers,
            Wire.SettingKind.Search => SettingKind.Search,
            _ => throw FieldChecks.Refused(
                path, "kind", $"{(int)wire.Kind}", "integer, real, flag, choice, integers or search"),
        };
        return new SettingDescriptor(Name(wire.Name, path), kind, wire.DefaultValue, wire.Description)
        {
            Minimum = wire.HasMinimum ? Bound(wire.Minimum, path, "minimum") : double.NegativeInfinity,
            Maximum = wire.HasMaximum ? Bound(wire.Maximum, path, "maximum") : double.PositiveInfinity,
            Choices = [.. wire.Choices],
            Later = wire.Later,
        };
    }

    private static double Bound(double value, FieldPath path, string field) =>
        double.IsFinite(value) ? value : throw FieldChecks.Refused(path, field, $"{value}", "a finite number");

    private static string Name(string name, FieldPath path) => name.Length > 0
        ? FieldChecks.Line(name, FieldChecks.LongestName, path, "name")
        : throw FieldChecks.Refused(path, "name", "nothing", "required");
}
