using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// A canonical form as it is hashed: UTF-8, put together in a buffer of the caller's and in a rented one where that is
/// too short. Ends with <see cref="Digest"/>.
/// </summary>
internal ref struct KeyForm
{
    /// <summary>Bytes that nearly every form fits in.</summary>
    public const int UsualLength = 1024;

    // The longest text of a number: a double in round-trip form has at most 24 characters.
    private const int NumberLength = 32;

    // One a thread: setting up a hash costs as much as hashing half a key.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _length;

    /// <summary>An empty form in <paramref name="buffer"/>.</summary>
    public KeyForm(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Adds <paramref name="text"/>.</summary>
    public void Add(scoped ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    /// <summary>Adds the shortest text that reads back as <paramref name="number"/>.</summary>
    public void Add<T>(T number)
        where T : struct, IUtf8SpanFormattable
    {
        Reserve(NumberLength);
        if (!number.TryFormat(_buffer[_length..], out var written, default, CultureInfo.InvariantCulture))
            throw new ArgumentOutOfRangeException(nameof(number), number, "The text of the number is too long.");
        _length += written;
    }

    /// <summary>The digest of what was added; the form cannot be used after it.</summary>
    public Digest Digest()
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(_buffer[.._length]);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        Span<byte> digest = stackalloc byte[Trials.Digest.Size];
        _hash.GetHashAndReset(digest);
        return Trials.Digest.FromBytes(digest);
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes <= _buffer.Length)
            return;
        var longer = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + bytes));
        _buffer[.._length].CopyTo(longer);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _buffer = _rented = longer;
    }
}
