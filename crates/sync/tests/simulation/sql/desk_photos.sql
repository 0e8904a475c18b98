SELECT photo.sha256, photo.state, photo_use.action
FROM photo LEFT JOIN photo_use ON photo_use.sha256 = photo.sha256
ORDER BY photo.sha256, photo_use.action
