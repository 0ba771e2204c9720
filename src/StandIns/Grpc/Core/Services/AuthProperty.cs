using System.Text;

namespace Grpc.Core;

/// <summary>One fact about a peer.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>The fact's name.</summary>
    public string Name { get; }

    /// <summary>The fact as text.</summary>
    public string Value => Encoding.UTF8.GetString(_value);

    /// <summary>The fact as a copy of its bytes.</summary>
    public byte[] ValueBytes => (byte[])_value.Clone();

    /// <summary>Makes a fact.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="valueBytes">Its bytes; they are copied.</param>
    /// <returns>The fact.</returns>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new(name, (byte[])valueBytes.Clone());
    }
}
